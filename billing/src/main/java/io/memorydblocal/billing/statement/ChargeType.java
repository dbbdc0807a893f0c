package io.memorydblocal.billing.statement;

import java.util.Locale;

/** Why something is on a statement. */
public enum ChargeType {
  /** Hours of nodes that nothing else pays for. */
  ON_DEMAND,
  /** Hours of nodes that reservations pay for: they cost nothing here. */
  RESERVED,
  /** What reservations cost, used or not. */
  RESERVATION_FEE,
  /** What was written to logs. */
  DATA_WRITTEN,
  /** Snapshots beyond those that are free. */
  SNAPSHOT_STORAGE;

  /** What AWS's bills call what is used. */
  String usageType(String nodeType) {
    return switch (this) {
      case ON_DEMAND, RESERVED -> "NodeUsage:" + nodeType;
      case RESERVATION_FEE -> "HeavyUsage:" + nodeType;
      case DATA_WRITTEN -> "DataWritten";
      case SNAPSHOT_STORAGE -> "SnapshotStorage";
    };
  }

  /** What kind of line it is on AWS's bills. */
  String recordType() {
    return switch (this) {
      case ON_DEMAND, DATA_WRITTEN, SNAPSHOT_STORAGE -> "Usage";
      case RESERVED -> "DiscountedUsage";
      case RESERVATION_FEE -> "RIFee";
    };
  }

  /** The word for it in the API, such as {@code on-demand}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
