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
 * @param nodeType empty for what has none
 * @param engine empty for what has none
 * @param tags empty where nobody asked for them
 * @param quantity in the unit, exact or to twelve digits behind the point
 * @param unit what the price is for
 * @param usdPerUnit in US dollars
 * @param amortizedUsdPerUnit the same, but for what is paid in advance: that belongs to the hours
 *     it is paid for
 * @param pricedFrom since when the price is in force
 * @param source where the price is from
 * @param estimate whether the price was not verified
 */
public record ChargeLine(
    Instant part,
    ChargeType type,
    String region,
    String cluster,
    String nodeType,
    String engine,
    Map<String, @Nullable String> tags,
    BigDecimal quantity,
    String unit,
    BigDecimal usdPerUnit,
    BigDecimal amortizedUsdPerUnit,
    LocalDate pricedFrom,
    String source,
    boolean estimate) {

  /** In US dollars, not rounded. */
  public BigDecimal amount() {
    return quantity.multiply(usdPerUnit);
  }

  /** In US dollars, not rounded, with advance payments spread over their terms. */
  public BigDecimal amortizedAmount() {
    return quantity.multiply(amortizedUsdPerUnit);
  }

  /** Whether another is for the same, but for its quantity, cluster and tags. */
  boolean isAbout(ChargeLine other) {
    return type == other.type
        && nodeType.equals(other.nodeType)
        && engine.equals(other.engine)
        && region.equals(other.region)
        && unit.equals(other.unit)
        && pricedFrom.equals(other.pricedFrom)
        && source.equals(other.source)
        && usdPerUnit.compareTo(other.usdPerUnit) == 0
        && amortizedUsdPerUnit.compareTo(other.amortizedUsdPerUnit) == 0;
  }

  ChargeLine plus(BigDecimal more) {
    return new ChargeLine(
        part,
        type,
        region,
        cluster,
        nodeType,
        engine,
        tags,
        quantity.add(more),
        unit,
        usdPerUnit,
        amortizedUsdPerUnit,
        pricedFrom,
        source,
        estimate);
  }
}
