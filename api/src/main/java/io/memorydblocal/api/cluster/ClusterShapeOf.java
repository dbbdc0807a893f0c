package io.memorydblocal.api.cluster;

import io.memorydblocal.api.cluster.ClusterShapes.ACLsUpdateStatus;
import io.memorydblocal.api.cluster.ClusterShapes.Endpoint;
import io.memorydblocal.api.cluster.ClusterShapes.PendingModifiedServiceUpdate;
import io.memorydblocal.api.cluster.ClusterShapes.PendingUpdates;
import io.memorydblocal.api.cluster.ClusterShapes.ReshardingStatus;
import io.memorydblocal.api.cluster.ClusterShapes.SecurityGroupMembership;
import io.memorydblocal.api.cluster.ClusterShapes.SlotMigration;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.cluster.Node;
import io.memorydblocal.provisioning.cluster.Shard;
import io.memorydblocal.provisioning.multiregion.MultiRegionCluster;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Builds the shapes in which clusters are described. */
public final class ClusterShapeOf {

  private ClusterShapeOf() {}

  /** The cluster, with its shards and nodes if they are asked for. */
  public static ClusterShapes.Cluster cluster(Cluster cluster, boolean withShards) {
    return new ClusterShapes.Cluster(
        cluster.name(),
        cluster.description(),
        cluster.status().wireName(),
        pendingUpdates(cluster),
        cluster.multiRegionClusterName(),
        cluster.layout().shards(),
        withShards ? cluster.shards().stream().map(s -> shard(cluster, s)).toList() : null,
        // The model's enum has them in lower case; real answers do not.
        cluster.layout().replicasPerShard() > 0 ? "MultiAZ" : "SingleAZ",
        endpoint(cluster),
        cluster.storage().nodeType(),
        cluster.engine().engine(),
        cluster.engine().engineVersion(),
        cluster.engine().enginePatchVersion(),
        cluster.multiRegionClusterName() == null
            ? cluster.parameterGroup().name()
            : MultiRegionCluster.PARAMETER_GROUP,
        cluster.parameterGroupStatus().wireName(),
        securityGroups(cluster),
        cluster.network().subnetGroupName(),
        cluster.network().tlsEnabled(),
        cluster.storage().kmsKeyId(),
        cluster.arn(),
        cluster.upkeep().snsTopicArn(),
        cluster.upkeep().snsTopicStatus(),
        cluster.upkeep().snapshotRetentionLimit(),
        cluster.upkeep().maintenanceWindow(),
        cluster.upkeep().snapshotWindow(),
        Objects.requireNonNullElse(cluster.formerAclName(), cluster.acl().name()),
        cluster.upkeep().autoMinorVersionUpgrade(),
        String.valueOf(cluster.storage().dataTiering()),
        cluster.network().networkType(),
        cluster.network().ipDiscovery());
  }

  /** Nothing, unless something is pending. */
  private static @Nullable PendingUpdates pendingUpdates(Cluster cluster) {
    List<PendingModifiedServiceUpdate> serviceUpdates =
        cluster.serviceUpdatesInProgress().stream()
            .map(update -> new PendingModifiedServiceUpdate(update.name(), "in-progress"))
            .toList();
    OptionalDouble progress = cluster.reshardingProgress();
    if (cluster.formerAclName() == null && serviceUpdates.isEmpty() && progress.isEmpty()) {
      return null;
    }
    return new PendingUpdates(
        progress.isPresent()
            ? new ReshardingStatus(new SlotMigration(progress.getAsDouble()))
            : null,
        cluster.formerAclName() == null ? null : new ACLsUpdateStatus(cluster.acl().name()),
        serviceUpdates.isEmpty() ? null : serviceUpdates);
  }

  /**
   * Clients begin at the first node; its address, like a name in AWS, stays the same while it is
   * restarted. There is none before the cluster has been created.
   */
  private static Endpoint endpoint(Cluster cluster) {
    if (cluster.status() == ClusterStatus.CREATING || cluster.nodes().isEmpty()) {
      return new Endpoint(null, cluster.network().port());
    }
    return endpoint(cluster.nodes().getFirst());
  }

  private static Endpoint endpoint(Node node) {
    return new Endpoint(node.host(), node.port());
  }

  private static @Nullable List<SecurityGroupMembership> securityGroups(Cluster cluster) {
    List<String> ids = cluster.network().securityGroupIds();
    return ids.isEmpty()
        ? null
        : ids.stream()
            .map(id -> new SecurityGroupMembership(id, cluster.securityGroupStatus().wireName()))
            .toList();
  }

  private static ClusterShapes.Shard shard(Cluster cluster, Shard shard) {
    return new ClusterShapes.Shard(
        shard.name(),
        shardStatus(cluster.status()).wireName(),
        shard.slotRanges(),
        shard.nodes().stream().map(ClusterShapeOf::node).toList(),
        shard.nodes().size());
  }

  /** A shard has its cluster's status, but AWS knows none for one whose snapshot is taken. */
  private static ClusterStatus shardStatus(ClusterStatus cluster) {
    return cluster == ClusterStatus.SNAPSHOTTING ? ClusterStatus.AVAILABLE : cluster;
  }

  private static ClusterShapes.Node node(Node node) {
    return new ClusterShapes.Node(
        node.name(), node.status().wireName(), node.zone(), node.createdAt(), endpoint(node));
  }
}
