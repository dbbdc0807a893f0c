package io.memorydblocal.billing.reservation;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A kind of reservation that can be bought. Its prices are for one node.
 *
 * @param id a UUID, the same as long as region, node type, term and payment are the same
 * @param nodeType such as {@code db.r7g.large}
 * @param duration how long the reservation lasts
 * @param offeringType {@code No Upfront}, {@code Partial Upfront} or {@code All Upfront}
 * @param fixedPrice paid in advance, in US dollars
 * @param hourlyPrice paid in every hour, in US dollars
 */
public record ReservedNodeOffering(
    String id,
    String nodeType,
    Duration duration,
    String offeringType,
    BigDecimal fixedPrice,
    BigDecimal hourlyPrice) {}
