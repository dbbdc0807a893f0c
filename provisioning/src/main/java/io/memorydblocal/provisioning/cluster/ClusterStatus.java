package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import java.util.Locale;
import java.util.Set;

/** The states of a cluster. Each knows which ones may follow it. */
public enum ClusterStatus {
  CREATING,
  AVAILABLE,
  /** A shard is lost with all of its nodes' data; the others serve. */
  DEGRADED,
  /** A change has not yet reached every node. */
  UPDATING,
  /** A snapshot of it is being taken; it serves, and nothing else can be done with it. */
  SNAPSHOTTING,
  /** Creation was given up; its nodes go, and all that can be done with it is to delete it. */
  CREATE_FAILED,
  /** The same, of a cluster that was to begin with the data of a snapshot. */
  RESTORE_FAILED,
  /**
   * Its last snapshot is being taken. To a user it is being deleted, but it still has its nodes.
   */
  FINAL_SNAPSHOT,
  DELETING,
  /**
   * Nobody can log in any more, and the snapshot is being taken that it is to begin with when it
   * starts again. To a user it is being stopped.
   */
  STOP_SNAPSHOT,
  /** Its nodes go; their names and addresses stay. */
  STOPPING,
  /** It has no engines and costs nothing but its snapshot. */
  STOPPED,
  /** Its nodes come back with the data of the snapshot. */
  STARTING;

  /** The word for it in the API. */
  public String wireName() {
    ClusterStatus shown =
        switch (this) {
          case FINAL_SNAPSHOT -> DELETING;
          case STOP_SNAPSHOT -> STOPPING;
          default -> this;
        };
    return shown.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True when a cluster in this state is supposed to have nodes. */
  boolean wantsNodes() {
    return switch (this) {
      case CREATING,
          AVAILABLE,
          DEGRADED,
          UPDATING,
          SNAPSHOTTING,
          FINAL_SNAPSHOT,
          STOP_SNAPSHOT,
          STARTING ->
          true;
      case CREATE_FAILED, RESTORE_FAILED, DELETING, STOPPING, STOPPED -> false;
    };
  }

  /** True while all of its nodes are brought to serve together, for the first time or again. */
  boolean isForming() {
    return this == CREATING || this == STARTING;
  }

  /** True while a snapshot is taken after which nothing more is written. */
  boolean takesLastSnapshot() {
    return this == FINAL_SNAPSHOT || this == STOP_SNAPSHOT;
  }

  /** Returns the next state, which must be allowed from here. */
  ClusterStatus to(ClusterStatus next) {
    if (!followers().contains(next)) {
      throw new MemoryDbException(
          Fault.INVALID_CLUSTER_STATE,
          "A cluster with status %s can't become %s.".formatted(wireName(), next.wireName()));
    }
    return next;
  }

  private Set<ClusterStatus> followers() {
    return switch (this) {
      case CREATING -> Set.of(AVAILABLE, CREATE_FAILED, RESTORE_FAILED);
      case AVAILABLE ->
          Set.of(DEGRADED, UPDATING, SNAPSHOTTING, FINAL_SNAPSHOT, DELETING, STOP_SNAPSHOT);
      case DEGRADED -> Set.of(DELETING);
      case UPDATING -> Set.of(AVAILABLE, DEGRADED, DELETING);
      case SNAPSHOTTING -> Set.of(AVAILABLE, DEGRADED);
      case CREATE_FAILED, RESTORE_FAILED -> Set.of(DELETING);
      case FINAL_SNAPSHOT -> Set.of(AVAILABLE, DEGRADED, DELETING);
      case DELETING -> Set.of();
      case STOP_SNAPSHOT -> Set.of(AVAILABLE, DEGRADED, STOPPING);
      case STOPPING -> Set.of(STOPPED);
      case STOPPED -> Set.of(STARTING, DELETING);
      case STARTING -> Set.of(AVAILABLE, STOPPING);
    };
  }
}
