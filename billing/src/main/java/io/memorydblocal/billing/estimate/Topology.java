package io.memorydblocal.billing.estimate;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that somebody thinks of.
 *
 * @param name tells it from the alternatives
 * @param hours how many hours of a month it runs
 * @param gbWritten written to it in a month
 * @param gbSnapshots kept all the time, beyond the one snapshot that is free
 * @param usdPerNodeHour to take in place of the catalogue's price
 * @param usdPerGbWritten to take in place of the catalogue's price
 * @param usdPerGbMonth to take in place of the catalogue's price
 */
public record Topology(
    String name,
    String region,
    String nodeType,
    String engine,
    int shards,
    int replicasPerShard,
    BigDecimal hours,
    BigDecimal gbWritten,
    BigDecimal gbSnapshots,
    @Nullable BigDecimal usdPerNodeHour,
    @Nullable BigDecimal usdPerGbWritten,
    @Nullable BigDecimal usdPerGbMonth) {

  /** Primaries and replicas. */
  public int nodes() {
    return shards * (1 + replicasPerShard);
  }
}
