package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import java.util.Locale;
import java.util.Set;

/** The states of a snapshot. Each knows which ones may follow it. */
public enum SnapshotStatus {
  CREATING,
  AVAILABLE,
  /** It is written to a customer's bucket, and is no more once that is done. */
  EXPORTING,
  /** It was given up; all that can be done with it is to delete it. */
  FAILED,
  DELETING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the next state, which must be allowed from here. */
  SnapshotStatus to(SnapshotStatus next) {
    if (!followers().contains(next)) {
      throw new MemoryDbException(
          Fault.INVALID_SNAPSHOT_STATE,
          "A snapshot with status %s can't become %s.".formatted(wireName(), next.wireName()));
    }
    return next;
  }

  private Set<SnapshotStatus> followers() {
    return switch (this) {
      case CREATING -> Set.of(AVAILABLE, FAILED);
      case EXPORTING -> Set.of(FAILED);
      case AVAILABLE, FAILED -> Set.of(DELETING);
      case DELETING -> Set.of();
    };
  }
}
