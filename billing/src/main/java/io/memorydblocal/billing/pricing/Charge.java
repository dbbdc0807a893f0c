package io.memorydblocal.billing.pricing;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is paid for, and by which unit. */
public enum Charge {
  /** A node, for every hour that begins. */
  NODE("hour"),
  /** A reserved node, for every hour of its term, besides what is paid in advance. */
  RESERVED_NODE("hour"),
  /** What is written to the log of a cluster. */
  DATA_WRITTEN("GB"),
  /** Snapshots, beyond one for each active cluster. */
  SNAPSHOT_STORAGE("GB-month");

  /** How many bytes of a GB are paid for. */
  public static final BigDecimal BYTES_PER_GB = BigDecimal.valueOf(1L << 30);

  private final String unit;

  Charge(String unit) {
    this.unit = unit;
  }

  /** What its price is for; a GB has 2^30 bytes. */
  public String unit() {
    return unit;
  }

  /** The word for it in price files and in the API, such as {@code snapshot-storage}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Charge> ofWireName(String name) {
    return Arrays.stream(values()).filter(charge -> charge.wireName().equals(name)).findFirst();
  }
}
