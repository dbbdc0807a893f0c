package io.memorydblocal.billing.estimate;

import io.memorydblocal.billing.pricing.Charge;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a cluster would cost in a month.
 *
 * @param lines what that consists of
 * @param reserved what its nodes would cost with reservations; none where they aren't sold
 */
public record Estimate(Topology topology, List<Line> lines, List<Reserved> reserved) {

  /**
   * A quantity at a price.
   *
   * @param source where the price is from
   * @param estimate whether it was not verified
   */
  public record Line(
      Charge charge, BigDecimal quantity, BigDecimal usdPerUnit, String source, boolean estimate) {

    /** In US dollars, not rounded. */
    public BigDecimal amount() {
      return quantity.multiply(usdPerUnit);
    }
  }

  /**
   * All nodes reserved. Amounts are in US dollars.
   *
   * @param years one or three
   * @param offeringType how it is paid for
   * @param nodes how many have to be reserved; Valkey nodes need less than Redis OSS nodes do
   * @param upfront paid in advance
   * @param perMonth paid in every month
   * @param averagePerMonth of both, over the whole term
   * @param breakEvenMonths after how many months it was worth its advance payment; negative when
   *     never
   */
  public record Reserved(
      int years,
      String offeringType,
      long nodes,
      BigDecimal upfront,
      BigDecimal perMonth,
      BigDecimal averagePerMonth,
      int breakEvenMonths) {}

  /** In US dollars, not rounded. */
  public BigDecimal perMonth() {
    return lines.stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Whether any of it rests on a price that was not verified. */
  public boolean estimate() {
    return lines.stream().anyMatch(Line::estimate);
  }
}
