package io.memorydblocal.billing.reservation;

import io.memorydblocal.billing.pricing.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * For how long nodes can be reserved, how they are paid for, and what that saves.
 *
 * @param years one or three
 * @param offeringType {@code No Upfront}, {@code Partial Upfront} or {@code All Upfront}
 * @param discountPercent of the price on demand
 * @param upfrontPercent of the whole price that is paid in advance; the rest is paid by the hour
 */
record ReservationTerm(int years, String offeringType, int discountPercent, int upfrontPercent) {

  private static final BigDecimal PERCENT = BigDecimal.valueOf(100);
  private static final int CENT_DIGITS = 2;
  private static final int HOURLY_DIGITS = 4;

  /** AWS's years have 365 days. */
  static Duration duration(int years) {
    return Duration.ofDays(365L * years);
  }

  Duration duration() {
    return duration(years);
  }

  /** What is paid for a node in advance. */
  BigDecimal fixedPrice(Price price) {
    return share(price, upfrontPercent)
        .multiply(BigDecimal.valueOf(duration().toHours()))
        .setScale(CENT_DIGITS, RoundingMode.HALF_UP);
  }

  /** What is paid for a node in every hour of the term. */
  BigDecimal hourlyPrice(Price price) {
    return share(price, 100 - upfrontPercent).setScale(HOURLY_DIGITS, RoundingMode.HALF_UP);
  }

  /** A part of what an hour costs with the discount. */
  private BigDecimal share(Price price, int percent) {
    return price
        .usd()
        .multiply(BigDecimal.valueOf(100 - discountPercent).divide(PERCENT))
        .multiply(BigDecimal.valueOf(percent).divide(PERCENT));
  }
}
