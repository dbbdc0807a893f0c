package io.memorydblocal.api.cluster;

import io.memorydblocal.api.cluster.ClusterShapes.FailoverShardRequest;
import io.memorydblocal.api.cluster.ClusterShapes.FailoverShardResponse;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.FailoverCalls;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import jakarta.validation.Valid;
import java.time.Clock;

/** The operations that change a cluster while it serves. */
@Operations
public class ClusterUpdateOperations {

  private final ClusterRepository clusters;
  private final ClusterBlueprint blueprint;
  private final ClusterModification modification;
  private final FailoverCalls failoverCalls;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final Clock clock;

  ClusterUpdateOperations(
      ClusterRepository clusters,
      ClusterBlueprint blueprint,
      ClusterModification modification,
      FailoverCalls failoverCalls,
      CreationLock lock,
      Reconciliations reconciliations,
      Clock clock) {
    this.clusters = clusters;
    this.blueprint = blueprint;
    this.modification = modification;
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
    modification.apply(request, cluster);
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
}
