package io.memorydblocal.provisioning.snapshot;

import java.util.Locale;

/** Why there is a snapshot. */
public enum SnapshotSource {
  /** Someone asked for it, and it stays until someone deletes it. */
  MANUAL,
  /** The schedule of its cluster asked for it, and it goes with its cluster at the latest. */
  AUTOMATED;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
