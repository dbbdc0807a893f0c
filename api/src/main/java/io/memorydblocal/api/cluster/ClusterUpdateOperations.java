package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.NO_OPERATION;

import io.memorydblocal.api.cluster.ClusterShapes.FailoverShardRequest;
import io.memorydblocal.api.cluster.ClusterShapes.FailoverShardResponse;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.FailoverCalls;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations that change a cluster while it serves. */
@Operations
public class ClusterUpdateOperations {

  private final ClusterRepository clusters;
  private final ClusterBlueprint blueprint;
  private final FailoverCalls failoverCalls;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final Clock clock;

  ClusterUpdateOperations(
      ClusterRepository clusters,
      ClusterBlueprint blueprint,
      FailoverCalls failoverCalls,
      CreationLock lock,
      Reconciliations reconciliations,
      Clock clock) {
    this.clusters = clusters;
    this.blueprint = blueprint;
    this.failoverCalls = failoverCalls;
    this.lock = lock;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  /**
   * Changes a cluster. What is only recorded holds at once; what has to reach the nodes does so
   * after the answer, which shows already that it is on its way.
   */
  @AwsOperation("UpdateCluster")
  public UpdateClusterResponse updateCluster(@Valid UpdateClusterRequest request, Caller caller) {
    // The list that the cluster is to have must not be deleted meanwhile.
    lock.acquire(caller.scope(), ResourceType.CLUSTER);
    Cluster cluster = clusters.require(caller.scope(), Names.normalise(request.clusterName()));
    cluster.requireAvailable("modification");
    requireSameLayout(request, cluster);
    if (request.ipDiscovery() != null) {
      blueprint.requireIpv4(cluster.network().networkType(), request.ipDiscovery());
    }
    if (request.description() != null) {
      cluster.describeAs(request.description());
    }
    cluster.maintain(blueprint.upkeep(request, cluster.upkeep()));
    if (request.securityGroupIds() != null && !request.securityGroupIds().isEmpty()) {
      cluster.useSecurityGroups(blueprint.securityGroups(request.securityGroupIds(), cluster));
    }
    if (request.parameterGroupName() != null) {
      cluster.useParameterGroup(blueprint.parameterGroup(request.parameterGroupName(), cluster));
    }
    if (request.aclName() != null) {
      cluster.useAcl(
          blueprint.acl(caller.scope(), request.aclName(), cluster.network(), cluster.engine()),
          clock.instant());
    }
    clusters.save(cluster);
    reconciliations.request(cluster);
    return new UpdateClusterResponse(ClusterShapeOf.cluster(cluster, false));
  }

  /** Makes a replica the primary of its shard, and the primary its replica. */
  @AwsOperation("FailoverShard")
  public FailoverShardResponse failoverShard(@Valid FailoverShardRequest request, Caller caller) {
    lock.acquire(caller.scope(), ResourceType.CLUSTER);
    Cluster cluster = clusters.require(caller.scope(), Names.normalise(request.clusterName()));
    cluster.startFailover(request.shardName(), clock.instant());
    failoverCalls.add(caller.scope());
    clusters.save(cluster);
    reconciliations.request(cluster);
    return new FailoverShardResponse(ClusterShapeOf.cluster(cluster, false));
  }

  /**
   * Refuses another number of nodes, node type or engine, which running clusters can't get here,
   * and a request that asks only for what the cluster has.
   */
  private static void requireSameLayout(UpdateClusterRequest request, Cluster cluster) {
    List<String> same = new ArrayList<>();
    var shards = request.shardConfiguration();
    check(
        "ShardConfiguration",
        shards == null ? null : shards.shardCount(),
        cluster.layout().shards(),
        same);
    var replicas = request.replicaConfiguration();
    check(
        "ReplicaConfiguration",
        replicas == null ? null : replicas.replicaCount(),
        cluster.layout().replicasPerShard(),
        same);
    check("NodeType", request.nodeType(), cluster.storage().nodeType(), same);
    check("Engine", request.engine(), cluster.engine().engine(), same);
    check("EngineVersion", request.engineVersion(), cluster.engine().engineVersion(), same);
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
    if (!more) {
      throw new MemoryDbException(
          NO_OPERATION,
          same.isEmpty()
              ? "The request changes nothing: give at least one member besides ClusterName."
              : "The request changes nothing: cluster %s has this %s already."
                  .formatted(cluster.name(), String.join(", ", same)));
    }
  }

  private static void check(
      String member, @Nullable Object asked, Object present, List<String> same) {
    if (Objects.equals(asked, present)) {
      same.add(member);
    } else if (asked != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "%s can't be changed from %s to %s: MemoryDB Local doesn't resize or upgrade running"
                  .formatted(member, present, asked)
              + " clusters. Nothing was changed.");
    }
  }
}
