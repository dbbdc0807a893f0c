package io.memorydblocal.billing.pricing;

import java.math.BigDecimal;

/** What may be written without being paid for. */
public final class FreeDataWritten {

  private static final BigDecimal VALKEY_GB = BigDecimal.valueOf(10 * 1024);

  private FreeDataWritten() {}

  /** The same in bytes. */
  public static BigDecimal bytesPerMonth(String engine) {
    return gbPerMonth(engine).multiply(Charge.BYTES_PER_GB);
  }

  /** How many GB a month: with Valkey the first ten TB, with Redis OSS none. */
  public static BigDecimal gbPerMonth(String engine) {
    return engine.equals("valkey") ? VALKEY_GB : BigDecimal.ZERO;
  }
}
