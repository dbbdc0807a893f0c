package io.memorydblocal.billing.pricing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a unit of something costs from a day on.
 *
 * @param region where; {@value #ANY_REGION} where no other price of the same is for the region
 * @param nodeType such as {@code db.r7g.large}; empty for what has none
 * @param engine {@code redis} or {@code valkey}; empty for what is the same for both
 * @param term how long and how a reserved node is paid for; absent for everything else
 * @param usd in US dollars, for a unit of the charge
 * @param from the first day (UTC) it is in force
 * @param source where the figure is from
 * @param estimate true unless it was verified against AWS's price list
 */
public record Price(
    Charge charge,
    String region,
    String nodeType,
    String engine,
    @Nullable Term term,
    BigDecimal usd,
    LocalDate from,
    String source,
    boolean estimate) {

  /** Stands for every region that has no price of its own. */
  public static final String ANY_REGION = "*";

  /**
   * How a reserved node is paid for.
   *
   * @param years one or three
   * @param offeringType {@code No Upfront}, {@code Partial Upfront} or {@code All Upfront}
   * @param upfrontUsd paid in advance, in US dollars
   */
  public record Term(int years, String offeringType, BigDecimal upfrontUsd) {

    /** The ways to pay. */
    static final List<String> OFFERING_TYPES =
        List.of("No Upfront", "Partial Upfront", "All Upfront");
  }

  /** What can have one price a day only. */
  record Subject(
      Charge charge, String region, String nodeType, String engine, int years, String offering) {

    @Override
    public String toString() {
      return String.join(
          " ",
          Stream.of(
                  charge.wireName(),
                  region,
                  nodeType,
                  engine,
                  years == 0 ? "" : years + " years",
                  offering)
              .filter(part -> !part.isEmpty())
              .toList());
    }
  }

  Subject subject() {
    return new Subject(
        charge,
        region,
        nodeType,
        engine,
        term == null ? 0 : term.years(),
        term == null ? "" : term.offeringType());
  }
}
