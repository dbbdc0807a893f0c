package io.memorydblocal.api.billing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts and quantities as answers have them. */
public final class Amounts {

  private static final int CENTS = 2;
  private static final int DIGITS = 10;

  private Amounts() {}

  /** An amount with two to ten digits behind the point. */
  public static BigDecimal usd(BigDecimal amount) {
    return plain(amount, CENTS);
  }

  /** A quantity with as many digits behind the point as it needs, at most ten. */
  public static BigDecimal quantity(BigDecimal amount) {
    return plain(amount, 0);
  }

  private static BigDecimal plain(BigDecimal amount, int digits) {
    BigDecimal rounded =
        amount.scale() > DIGITS ? amount.setScale(DIGITS, RoundingMode.HALF_UP) : amount;
    BigDecimal stripped = rounded.scale() > digits ? rounded.stripTrailingZeros() : rounded;
    return stripped.scale() < digits ? stripped.setScale(digits) : stripped;
  }
}
