package io.memorydblocal.billing.statement;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A quantity of something at one price.
 *
 * @param part the beginning of the part of the period that it is in
 * @param cluster empty where nobody asked for it, and for reservations
 * @param tags empty where nobody asked for them
 * @param item what it is a quantity of
 * @param quantity in the item's unit, exact or to twelve digits behind the point
 */
public record ChargeLine(
    Instant part,
    String cluster,
    Map<String, @Nullable String> tags,
    Item item,
    BigDecimal quantity) {

  /**
   * Something that has a price.
   *
   * @param nodeType empty for what has none
   * @param engine empty for what has none
   * @param unit what the price is for
   * @param usdPerUnit in US dollars
   * @param amortizedUsdPerUnit the same, but for what is paid in advance: that belongs to the hours
   *     it is paid for
   * @param pricedFrom since when the price is in force
   * @param source where the price is from
   * @param estimate whether the price was not verified
   */
  public record Item(
      ChargeType type,
      String region,
      String nodeType,
      String engine,
      String unit,
      BigDecimal usdPerUnit,
      BigDecimal amortizedUsdPerUnit,
      LocalDate pricedFrom,
      String source,
      boolean estimate) {}

  /** In US dollars, not rounded. */
  public BigDecimal amount() {
    return quantity.multiply(item.usdPerUnit());
  }

  /** In US dollars, not rounded, with advance payments spread over their terms. */
  public BigDecimal amortizedAmount() {
    return quantity.multiply(item.amortizedUsdPerUnit());
  }

  ChargeLine plus(BigDecimal more) {
    return new ChargeLine(part, cluster, tags, item, quantity.add(more));
  }
}
