package io.memorydblocal.api.billing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of the billing resources. Amounts are in US dollars, with two to ten digits behind the
 * point; {@code estimate} is true for what rests on a price that was not verified.
 */
public final class BillingShapes {

  private static final String MOST = "1000000000";
  private static final String NOTHING = "0";
  private static final String TOO_LITTLE = "must not be less than 0";
  private static final String TOO_MUCH = "must be at most " + MOST;

  private BillingShapes() {}

  /** Asks what clusters would cost; several are alternatives. */
  public record EstimateRequest(
      @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Alternative> alternatives) {}

  /**
   * A cluster that somebody thinks of. What is absent: the caller's Region, Redis OSS, one shard,
   * one replica, all 730 hours of a month, nothing written, no snapshots beyond the free one, and
   * the catalogue's prices.
   */
  public record Alternative(
      @Nullable @Size(min = 1, max = 100) String name,
      @Nullable String region,
      @NotNull String nodeType,
      @Nullable @Pattern(regexp = "redis|valkey", message = "must be redis or valkey")
          String engine,
      @Nullable @Min(1) @Max(500) Integer numShards,
      @Nullable @Min(0) @Max(5) Integer numReplicasPerShard,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = "744", message = "must be at most 744")
          BigDecimal hoursPerMonth,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = MOST, message = TOO_MUCH)
          BigDecimal gbWrittenPerMonth,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = MOST, message = TOO_MUCH)
          BigDecimal gbSnapshots,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = MOST, message = TOO_MUCH)
          BigDecimal usdPerNodeHour,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = MOST, message = TOO_MUCH)
          BigDecimal usdPerGbWritten,
      @Nullable
          @DecimalMin(value = NOTHING, message = TOO_LITTLE)
          @DecimalMax(value = MOST, message = TOO_MUCH)
          BigDecimal usdPerGbMonth) {}

  /** What clusters would cost, in the order of the request. */
  public record EstimateResponse(String currency, List<Estimate> estimates) {}

  /** What a cluster would cost. */
  public record Estimate(
      String name,
      String region,
      String nodeType,
      String engine,
      int numShards,
      int numReplicasPerShard,
      int nodes,
      BigDecimal perMonth,
      BigDecimal perYear,
      boolean estimate,
      List<EstimateLine> lines,
      List<ReservedAlternative> reserved) {}

  /** A quantity at a price. */
  public record EstimateLine(
      String charge,
      BigDecimal quantity,
      String unit,
      BigDecimal usdPerUnit,
      BigDecimal amount,
      String priceSource,
      boolean estimate) {}

  /** The same nodes, reserved. A break-even after -1 months never comes. */
  public record ReservedAlternative(
      int years,
      String offeringType,
      long reservedNodes,
      BigDecimal upfront,
      BigDecimal perMonth,
      BigDecimal averagePerMonth,
      int breakEvenMonths) {}

  /**
   * Asks for usage or costs. What is absent: from the beginning of this month, to that of the next,
   * by the month, in one group, of everything, without details.
   *
   * @param from a day or a time; times are whole hours
   * @param to a day or a time; what is there is not included
   * @param groupBy dimensions
   * @param filter a dimension, {@code =} and a value; several of one dimension are alternatives
   */
  public record CostsRequest(
      @Nullable String from,
      @Nullable String to,
      @Nullable @Pattern(regexp = "hour|day|month", message = "must be hour, day or month")
          String granularity,
      @Nullable @Size(max = 5) List<String> groupBy,
      @Nullable @Size(max = 50) List<String> filter,
      @Nullable Boolean details) {}

  /** Costs by the parts of a period. */
  public record CostsResponse(
      String currency,
      Instant from,
      Instant to,
      List<String> groupBy,
      BigDecimal amount,
      boolean estimate,
      List<CostsPart> parts) {}

  /** The costs of a part of a period. */
  public record CostsPart(
      Instant from, Instant to, BigDecimal amount, boolean estimate, List<CostsGroup> groups) {}

  /** Costs that have the same in all dimensions that they are grouped by. */
  public record CostsGroup(
      Map<String, String> key,
      BigDecimal amount,
      BigDecimal nodeHours,
      boolean estimate,
      @Nullable List<CostsLine> lines) {}

  /** A quantity at one price. */
  public record CostsLine(
      String chargeType,
      String region,
      String nodeType,
      String engine,
      BigDecimal quantity,
      String unit,
      BigDecimal usdPerUnit,
      BigDecimal amount,
      LocalDate pricedFrom,
      String priceSource,
      boolean estimate) {}

  /** Usage by the parts of a period. */
  public record UsageResponse(
      Instant from, Instant to, List<String> groupBy, List<UsagePart> parts) {}

  /** The usage of a part of a period. */
  public record UsagePart(Instant from, Instant to, List<UsageGroup> groups) {}

  /** Usage that has the same in all dimensions that it is grouped by. */
  public record UsageGroup(
      Map<String, String> key,
      BigDecimal nodeSeconds,
      BigDecimal nodeHours,
      BigDecimal reservedNodeHours,
      BigDecimal snapshotGbMonths,
      BigDecimal gbWritten) {}

  /** Asks for this month's costs. */
  public record ForecastRequest() {}

  /**
   * This month's costs: until now, and at its end if everything that runs goes on; those of the
   * clusters come with the dearest first.
   */
  public record ForecastResponse(
      String currency,
      Instant from,
      Instant now,
      Instant to,
      BigDecimal monthToDate,
      BigDecimal forecast,
      boolean estimate,
      List<ClusterForecast> clusters) {}

  /** What a cluster costs this month; without a name, what belongs to none. */
  public record ClusterForecast(String cluster, BigDecimal monthToDate, BigDecimal forecast) {}

  /** Asks to add up all usage again. */
  public record RebuildRequest() {}

  /**
   * What came of it: all usage before the time is in so many sums of days and months, of which so
   * many had been otherwise.
   */
  public record RebuildResponse(Instant until, long sums, long corrected) {}

  /** Asks for the prices in force. */
  public record PricesRequest() {}

  /** The prices in force. */
  public record PricesResponse(String currency, List<Price> prices) {}

  /** A price. */
  public record Price(
      String charge,
      String region,
      @Nullable String nodeType,
      @Nullable String engine,
      @Nullable Integer years,
      @Nullable String offeringType,
      @Nullable BigDecimal upfront,
      BigDecimal usd,
      String unit,
      LocalDate effectiveFrom,
      String source,
      boolean estimate) {}

  /** Asks to put other prices in place of all; none mean those that ship. */
  public record ReplacePricesRequest(@Nullable String mediaType, String content) {}

  /** Asks what would cost less. */
  public record RecommendationsRequest() {}

  /** What would cost less, the most first. What is said about one cluster doesn't add up. */
  public record RecommendationsResponse(List<RecommendationShape> recommendations) {}

  /** Something that would cost less. */
  @Schema(name = "Recommendation")
  public record RecommendationShape(
      String kind,
      @Nullable String clusterName,
      String current,
      String proposed,
      BigDecimal savedPerMonth,
      boolean estimate,
      String reason) {}
}
