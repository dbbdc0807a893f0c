package io.memorydblocal.billing.pricing;

import java.math.BigDecimal;

/**
 * What an hour of a node costs on demand.
 *
 * @param nodeType such as {@code db.r7g.large}
 * @param engine {@code redis} or {@code valkey}
 * @param usdPerHour in US dollars
 * @param reserved whether such nodes can be reserved
 * @param source where the figure is from
 * @param status {@code verified} against AWS's price list, or {@code estimate}
 */
public record Price(
    String nodeType,
    String engine,
    BigDecimal usdPerHour,
    boolean reserved,
    String source,
    String status) {}
