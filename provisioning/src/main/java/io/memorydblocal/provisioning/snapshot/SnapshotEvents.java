package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * What happens to snapshots. DescribeEvents knows no such source: the source is the cluster that a
 * snapshot was taken of, whether it is still there or not.
 */
public final class SnapshotEvents {

  private SnapshotEvents() {}

  /** One shard's part of a snapshot is there. */
  record SnapshotSucceeded(
      Scope scope, String sourceName, String snapshotName, String nodeName, Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Snapshot %s succeeded for node %s".formatted(snapshotName, nodeName);
    }
  }

  /** A snapshot was given up before one shard's part of it was there. */
  record SnapshotFailed(
      Scope scope,
      String sourceName,
      String snapshotName,
      String nodeName,
      String reason,
      Instant at)
      implements ClusterEvent {

    @Override
    public String message() {
      return "Snapshot %s failed for node %s. %s".formatted(snapshotName, nodeName, reason);
    }
  }

  /** A snapshot was written to a customer's bucket. The wording is by analogy, too. */
  record SnapshotExported(
      Scope scope, String sourceName, String snapshotName, String bucket, String arn, Instant at)
      implements ClusterEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Snapshot %s exported to bucket %s".formatted(snapshotName, bucket);
    }
  }

  /**
   * All data of a snapshot are kept, and paid for, from now on.
   *
   * @param clusterName what it, or what it was copied from, was taken of
   * @param bytes the size of its files
   */
  public record SnapshotStored(
      Scope scope, String clusterName, UUID snapshotId, String arn, long bytes, Instant at) {}

  /** A snapshot is gone. The wording follows the others by analogy: AWS documents none. */
  public record SnapshotDeleted(
      Scope scope, String sourceName, UUID snapshotId, String snapshotName, String arn, Instant at)
      implements ClusterEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Snapshot %s deleted".formatted(snapshotName);
    }
  }
}
