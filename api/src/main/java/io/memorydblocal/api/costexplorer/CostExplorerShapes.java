package io.memorydblocal.api.costexplorer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shapes of Cost Explorer; names and members as in its service model. */
public final class CostExplorerShapes {

  private CostExplorerShapes() {}

  /** Asks what use cost. */
  public record GetCostAndUsageRequest(
      @Nullable DateInterval timePeriod,
      @Nullable String granularity,
      @Nullable Expression filter,
      @Nullable List<String> metrics,
      @Nullable List<GroupDefinition> groupBy,
      @Nullable String nextPageToken) {}

  /** What use cost. */
  public record GetCostAndUsageResponse(
      @Nullable List<GroupDefinition> groupDefinitions,
      List<ResultByTime> resultsByTime,
      List<DimensionValue> dimensionValueAttributes) {}

  /** Asks what use will cost. */
  public record GetCostForecastRequest(
      @Nullable DateInterval timePeriod,
      @Nullable String metric,
      @Nullable String granularity,
      @Nullable Expression filter,
      @Nullable Integer predictionIntervalLevel) {}

  /** What use will cost. */
  public record GetCostForecastResponse(
      MetricValue total, List<ForecastResult> forecastResultsByTime) {}

  /** Days, or times by the hour; what is at the end is not included. */
  public record DateInterval(@Nullable String start, @Nullable String end) {}

  /** What charges are wanted. */
  public record Expression(
      @Nullable List<Expression> or,
      @Nullable List<Expression> and,
      @Nullable Expression not,
      @Nullable Values dimensions,
      @Nullable Values tags,
      @Nullable Values costCategories) {}

  /** Values of a dimension or tag. */
  public record Values(
      @Nullable String key, @Nullable List<String> values, @Nullable List<String> matchOptions) {}

  /** What charges are grouped by. */
  public record GroupDefinition(@Nullable String type, @Nullable String key) {}

  /** What use in a part of a period cost. */
  public record ResultByTime(
      DateInterval timePeriod,
      Map<String, MetricValue> total,
      List<Group> groups,
      boolean estimated) {}

  /** What a group of charges amounts to. */
  public record Group(List<String> keys, Map<String, MetricValue> metrics) {}

  /** A figure. */
  public record MetricValue(String amount, String unit) {}

  /** What use in a part of a period will cost. */
  public record ForecastResult(
      DateInterval timePeriod,
      String meanValue,
      @Nullable String predictionIntervalLowerBound,
      @Nullable String predictionIntervalUpperBound) {}

  /** Says more about a value; there is nothing more to say. */
  public record DimensionValue(String value, Map<String, String> attributes) {}
}
