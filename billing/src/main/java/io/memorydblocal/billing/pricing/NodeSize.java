package io.memorydblocal.billing.pricing;

import java.math.BigDecimal;

/**
 * A node type as reservations see it: they cover nodes of any size of their family, by units that
 * grow with the size. The units are those of the MemoryDB Developer Guide.
 *
 * @param family such as {@code r7g}
 * @param units of a node with Redis OSS
 */
public record NodeSize(String family, BigDecimal units) {

  /** A Valkey node needs so much less. */
  private static final BigDecimal VALKEY = new BigDecimal("0.7");

  private static final int LARGE = 4;
  private static final int XLARGE = 8;

  /** The size of a node type such as {@code db.r7g.2xlarge}. */
  public static NodeSize of(String nodeType) {
    String[] parts = nodeType.split("\\.", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException(nodeType + " is no node type");
    }
    return new NodeSize(parts[1], BigDecimal.valueOf(unitsOf(parts[2])));
  }

  /** How many units a node with an engine needs. */
  public BigDecimal units(String engine) {
    return engine.equals("valkey") ? units.multiply(VALKEY) : units;
  }

  private static int unitsOf(String size) {
    return switch (size) {
      case "small" -> 1;
      case "medium" -> 2;
      case "large" -> LARGE;
      case "xlarge" -> XLARGE;
      default -> XLARGE * Integer.parseInt(size.replace("xlarge", ""));
    };
  }
}
