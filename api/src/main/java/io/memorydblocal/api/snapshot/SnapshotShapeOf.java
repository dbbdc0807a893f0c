package io.memorydblocal.api.snapshot;

import io.memorydblocal.api.snapshot.SnapshotShapes.ShardConfiguration;
import io.memorydblocal.api.snapshot.SnapshotShapes.ShardDetail;
import io.memorydblocal.provisioning.snapshot.ClusterConfiguration;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.SnapshotShard;
import io.memorydblocal.provisioning.snapshot.Snapshots;
import java.util.Objects;

/** Builds the shapes in which snapshots are described. */
final class SnapshotShapeOf {

  private static final long MEGABYTE = 1 << 20;

  private SnapshotShapeOf() {}

  /**
   * @param restoring whether a cluster is being restored from it
   */
  static SnapshotShapes.Snapshot snapshot(
      Snapshot snapshot, boolean withShards, boolean restoring) {
    return new SnapshotShapes.Snapshot(
        snapshot.name(),
        restoring ? Snapshots.RESTORING : snapshot.status().wireName(),
        snapshot.source().wireName(),
        snapshot.kmsKeyId(),
        snapshot.arn(),
        configuration(snapshot, withShards),
        String.valueOf(snapshot.configuration().dataTiering()));
  }

  /** Which VPC and which multi-Region cluster the cluster was in isn't kept. */
  private static SnapshotShapes.ClusterConfiguration configuration(
      Snapshot snapshot, boolean withShards) {
    ClusterConfiguration cluster = snapshot.configuration();
    return new SnapshotShapes.ClusterConfiguration(
        cluster.name(),
        // AWS answers with an empty one where a cluster has none.
        Objects.requireNonNullElse(cluster.description(), ""),
        cluster.nodeType(),
        cluster.engine(),
        cluster.engineVersion(),
        cluster.maintenanceWindow(),
        cluster.snsTopicArn(),
        cluster.port(),
        cluster.parameterGroupName(),
        cluster.subnetGroupName(),
        null,
        cluster.snapshotRetentionLimit(),
        cluster.snapshotWindow(),
        cluster.numShards(),
        withShards ? snapshot.shards().stream().map(SnapshotShapeOf::shard).toList() : null,
        null,
        null);
  }

  private static ShardDetail shard(SnapshotShard shard) {
    return new ShardDetail(
        shard.name(),
        new ShardConfiguration(shard.slots(), shard.replicaCount()),
        shard.size() == null ? null : megabytes(shard.size()),
        shard.takenAt());
  }

  /** As AWS writes sizes, rounded up. */
  private static String megabytes(long bytes) {
    return "%d MB".formatted(Math.ceilDiv(bytes, MEGABYTE));
  }
}
