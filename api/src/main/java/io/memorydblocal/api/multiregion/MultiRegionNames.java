package io.memorydblocal.api.multiregion;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Multi-Region clusters are called by a prefix that stands for a Region, and what users choose. */
final class MultiRegionNames {

  /** Those that AWS's documents and users show. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "us-east-1", "ldgnf",
          "us-east-2", "fpkhr",
          "us-west-1", "virxk",
          "us-west-2", "sgaui");

  private static final int PREFIX_LENGTH = 5;
  private static final int LETTERS = 26;

  private MultiRegionNames() {}

  /** The whole name. AWS doesn't publish the other Regions' prefixes; here they follow the name. */
  static String of(String region, String suffix) {
    return PREFIXES.getOrDefault(region, prefix(region)) + "-" + suffix;
  }

  private static String prefix(String region) {
    long bits =
        UUID.nameUUIDFromBytes(region.getBytes(StandardCharsets.UTF_8)).getMostSignificantBits();
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < PREFIX_LENGTH; i++) {
      prefix.append((char) ('a' + Math.floorMod(bits, LETTERS)));
      bits /= LETTERS;
    }
    return prefix.toString();
  }
}
