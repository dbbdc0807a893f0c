package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.INVALID_CLUSTER_STATE;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.NO_OPERATION;

import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.cluster.EngineRoom;
import io.memorydblocal.provisioning.cluster.EngineRoom.MemoryUse;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.parameter.ParameterGroup;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a request means for the shards, replicas, node type and engine of a cluster that serves:
 * everything is checked before anything changes.
 */
@Component
class ClusterModification {

  private static final String REDIS = "redis";

  private final ClusterBlueprint blueprint;
  private final ClusterQuota quota;
  private final NodeTypes nodeTypes;
  private final EngineVersions engineVersions;
  private final EngineRoom engineRoom;
  private final Clock clock;

  ClusterModification(
      ClusterBlueprint blueprint,
      ClusterQuota quota,
      NodeTypes nodeTypes,
      EngineVersions engineVersions,
      EngineRoom engineRoom,
      Clock clock) {
    this.blueprint = blueprint;
    this.quota = quota;
    this.nodeTypes = nodeTypes;
    this.engineVersions = engineVersions;
    this.engineRoom = engineRoom;
    this.clock = clock;
  }

  /** The node types that a cluster can be scaled up to. */
  List<NodeType> above(Cluster cluster) {
    return allowed(nodeTypes.above(type(cluster)), cluster);
  }

  /** The node types that a cluster can be scaled down to: those that its data fit into. */
  List<NodeType> below(Cluster cluster) {
    List<NodeType> smaller = allowed(nodeTypes.below(type(cluster)), cluster);
    if (cluster.status() != ClusterStatus.AVAILABLE) {
      return smaller;
    }
    long needed = engineRoom.memoryUse(cluster).fullestShard();
    return smaller.stream().filter(type -> type.maxMemory() >= needed).toList();
  }

  /**
   * Begins the changes that a request asks for.
   *
   * @throws MemoryDbException saying what is wrong with one of them; then nothing has changed
   */
  void apply(UpdateClusterRequest request, Cluster cluster) {
    requireChange(request, cluster);
    Layout layout = layout(request, cluster);
    EngineRelease engine = engine(request, cluster);
    String nodeType = request.nodeType();
    boolean scales = nodeType != null && !nodeType.equals(cluster.storage().nodeType());
    if (nodeType != null && scales) {
      requireAllowed(nodeType, cluster);
    }
    requireRoom(
        layout,
        nodeTypes.require(scales && nodeType != null ? nodeType : type(cluster).name()),
        cluster);
    ParameterGroup group = null;
    if (!engine.equals(cluster.engine())) {
      group = groupFor(request, engine, cluster);
    }
    if (!layout.equals(cluster.layout())) {
      quota.require(cluster.scope(), layout, cluster.layout().nodes());
      cluster.resize(layout, clock.instant());
    }
    if (nodeType != null && scales) {
      cluster.scale(nodeType, clock.instant());
    }
    if (group != null) {
      cluster.upgrade(engine, group, clock.instant());
    }
  }

  private Layout layout(UpdateClusterRequest request, Cluster cluster) {
    var shards = request.shardConfiguration();
    var replicas = request.replicaConfiguration();
    Layout present = cluster.layout();
    Layout asked =
        new Layout(
            shards == null || shards.shardCount() == null ? present.shards() : shards.shardCount(),
            replicas == null || replicas.replicaCount() == null
                ? present.replicasPerShard()
                : replicas.replicaCount());
    if (asked.shards() < 1) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "ShardConfiguration.ShardCount must be at least 1, not %d.".formatted(asked.shards()));
    }
    if (cluster.multiRegionClusterName() != null && asked.shards() != present.shards()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Cluster %s is a member of the multi-Region cluster %s: change its shards with"
                  .formatted(cluster.name(), cluster.multiRegionClusterName())
              + " UpdateMultiRegionCluster.");
    }
    return asked;
  }

  /** The data of shards that go must fit into those that stay. */
  private void requireRoom(Layout layout, NodeType type, Cluster cluster) {
    boolean fewer = layout.shards() < cluster.layout().shards();
    if (!fewer && type.maxMemory() >= type(cluster).maxMemory()) {
      return;
    }
    MemoryUse use = engineRoom.memoryUse(cluster);
    long needed = fewer ? use.total() / layout.shards() : use.fullestShard();
    if (needed > type.maxMemory()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "The data of cluster %s take %d bytes a shard; %d shards of node type %s have room for %d."
              .formatted(cluster.name(), needed, layout.shards(), type.name(), type.maxMemory()));
    }
  }

  private void requireAllowed(String nodeType, Cluster cluster) {
    NodeType asked = nodeTypes.require(nodeType);
    List<NodeType> allowed = new ArrayList<>(above(cluster));
    allowed.addAll(allowed(nodeTypes.below(type(cluster)), cluster));
    if (!allowed.contains(asked)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "NodeType %s isn't among those that cluster %s can be scaled to: see"
                  .formatted(nodeType, cluster.name())
              + " ListAllowedNodeTypeUpdates.");
    }
  }

  /** Engines are only ever upgraded; from Redis to Valkey too, but not back. */
  private EngineRelease engine(UpdateClusterRequest request, Cluster cluster) {
    EngineRelease present = cluster.engine();
    if (request.engine() == null && request.engineVersion() == null) {
      return present;
    }
    String engine = request.engine() == null ? present.engine() : request.engine();
    String version = request.engineVersion();
    EngineRelease asked =
        engine.equals(present.engine()) && version == null
            ? present
            : engineVersions.require(engine, version);
    boolean older =
        asked.engine().equals(present.engine())
            ? asked.engineVersion().compareTo(present.engineVersion()) < 0
            : asked.engine().equals(REDIS);
    if (older) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Cluster %s runs %s %s and can't go back to %s %s."
              .formatted(
                  cluster.name(),
                  present.engine(),
                  present.engineVersion(),
                  asked.engine(),
                  asked.engineVersion()));
    }
    if (!asked.equals(present) && cluster.multiRegionClusterName() != null) {
      throw new MemoryDbException(
          INVALID_CLUSTER_STATE,
          "Cluster %s has the engine of the multi-Region cluster %s."
              .formatted(cluster.name(), cluster.multiRegionClusterName()));
    }
    return asked;
  }

  /** A default group is followed by that of the new family; a group of one's own must fit. */
  private ParameterGroup groupFor(
      UpdateClusterRequest request, EngineRelease engine, Cluster cluster) {
    String name = request.parameterGroupName();
    if (name == null && !cluster.parameterGroup().isDefault()) {
      name = cluster.parameterGroup().name();
    }
    return blueprint.parameterGroup(cluster.scope(), name, engine, cluster.storage());
  }

  private List<NodeType> allowed(List<NodeType> types, Cluster cluster) {
    return types.stream()
        .filter(type -> cluster.multiRegionClusterName() == null || type.multiRegion())
        .toList();
  }

  private NodeType type(Cluster cluster) {
    return nodeTypes.require(cluster.storage().nodeType());
  }

  /** Refuses a request that asks for nothing, or only for what the cluster has. */
  private static void requireChange(UpdateClusterRequest request, Cluster cluster) {
    List<String> same = new ArrayList<>();
    var shards = request.shardConfiguration();
    var replicas = request.replicaConfiguration();
    List<String> other = new ArrayList<>();
    compare(
        "ShardConfiguration",
        shards == null ? null : shards.shardCount(),
        cluster.layout().shards(),
        same,
        other);
    compare(
        "ReplicaConfiguration",
        replicas == null ? null : replicas.replicaCount(),
        cluster.layout().replicasPerShard(),
        same,
        other);
    compare("NodeType", request.nodeType(), cluster.storage().nodeType(), same, other);
    compare("Engine", request.engine(), cluster.engine().engine(), same, other);
    compare(
        "EngineVersion", request.engineVersion(), cluster.engine().engineVersion(), same, other);
    boolean more =
        request.description() != null
            || request.securityGroupIds() != null
            || request.maintenanceWindow() != null
            || request.snsTopicArn() != null
            || request.snsTopicStatus() != null
            || request.parameterGroupName() != null
            || request.snapshotWindow() != null
            || request.snapshotRetentionLimit() != null
            || request.aclName() != null
            || request.ipDiscovery() != null;
    if (other.isEmpty() && !more) {
      throw new MemoryDbException(
          NO_OPERATION,
          same.isEmpty()
              ? "The request changes nothing: give at least one member besides ClusterName."
              : "The request changes nothing: cluster %s has this %s already."
                  .formatted(cluster.name(), String.join(", ", same)));
    }
  }

  private static void compare(
      String member,
      @Nullable Object asked,
      Object present,
      List<String> same,
      List<String> other) {
    if (asked != null) {
      (asked.equals(present) ? same : other).add(member);
    }
  }
}
