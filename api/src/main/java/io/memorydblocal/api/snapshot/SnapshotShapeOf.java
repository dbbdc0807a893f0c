package io.memorydblocal.api.snapshot;

import io.memorydblocal.api.snapshot.SnapshotShapes.ShardConfiguration;
import io.memorydblocal.api.snapshot.SnapshotShapes.ShardDetail;
import io.memorydblocal.provisioning.snapshot.ClusterConfiguration;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.SnapshotShard;
import java.util.Objects;

/** Builds the shapes in which snapshots are described. */
final class SnapshotShapeOf {

  private SnapshotShapeOf() {}

  static SnapshotShapes.Snapshot snapshot(Snapshot snapshot, boolean withShards) {
    return new SnapshotShapes.Snapshot(
        snapshot.name(),
        snapshot.status().wireName(),
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

  /** There is no size to tell: a snapshot holds no data. */
  private static ShardDetail shard(SnapshotShard shard) {
    return new ShardDetail(
        shard.name(),
        new ShardConfiguration(shard.slots(), shard.replicaCount()),
        null,
        shard.takenAt());
  }
}
