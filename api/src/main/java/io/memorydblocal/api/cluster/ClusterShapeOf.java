package io.memorydblocal.api.cluster;

import io.memorydblocal.api.cluster.ClusterShapes.ClusterPendingUpdates;
import io.memorydblocal.api.cluster.ClusterShapes.Endpoint;
import io.memorydblocal.api.cluster.ClusterShapes.PendingModifiedServiceUpdate;
import io.memorydblocal.api.cluster.ClusterShapes.SecurityGroupMembership;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.cluster.Node;
import io.memorydblocal.provisioning.cluster.Shard;
import java.util.List;
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
        cluster.layout().shards(),
        withShards ? cluster.shards().stream().map(s -> shard(cluster, s)).toList() : null,
        // The model's enum has them in lower case; real answers do not.
        cluster.layout().replicasPerShard() > 0 ? "MultiAZ" : "SingleAZ",
        endpoint(cluster),
        cluster.storage().nodeType(),
        cluster.engine().engine(),
        cluster.engine().engineVersion(),
        cluster.engine().enginePatchVersion(),
        cluster.parameterGroupName(),
        "in-sync",
        securityGroups(cluster),
        cluster.network().subnetGroupName(),
        cluster.network().tlsEnabled(),
        cluster.storage().kmsKeyId(),
        cluster.arn(),
        cluster.upkeep().snsTopicArn(),
        cluster.upkeep().snsTopicArn() == null ? null : "ACTIVE",
        cluster.upkeep().snapshotRetentionLimit(),
        cluster.upkeep().maintenanceWindow(),
        cluster.upkeep().snapshotWindow(),
        cluster.acl().name(),
        cluster.upkeep().autoMinorVersionUpgrade(),
        String.valueOf(cluster.storage().dataTiering()),
        cluster.network().networkType(),
        cluster.network().ipDiscovery());
  }

  /** What is being changed; absent when nothing is. */
  private static @Nullable ClusterPendingUpdates pendingUpdates(Cluster cluster) {
    List<PendingModifiedServiceUpdate> serviceUpdates =
        cluster.serviceUpdatesInProgress().stream()
            .map(update -> new PendingModifiedServiceUpdate(update.name(), "in-progress"))
            .toList();
    return serviceUpdates.isEmpty() ? null : new ClusterPendingUpdates(null, null, serviceUpdates);
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
        : ids.stream().map(id -> new SecurityGroupMembership(id, "active")).toList();
  }

  private static ClusterShapes.Shard shard(Cluster cluster, Shard shard) {
    return new ClusterShapes.Shard(
        shard.name(),
        cluster.status().wireName(),
        shard.slotRanges(),
        shard.nodes().stream().map(ClusterShapeOf::node).toList(),
        shard.nodes().size());
  }

  private static ClusterShapes.Node node(Node node) {
    return new ClusterShapes.Node(
        node.name(), node.status().wireName(), node.zone(), node.createdAt(), endpoint(node));
  }
}
