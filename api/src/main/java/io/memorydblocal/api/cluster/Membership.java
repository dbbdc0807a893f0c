package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.CLUSTER_QUOTA_FOR_CUSTOMER_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.INVALID_CLUSTER_STATE;
import static io.memorydblocal.provisioning.Fault.INVALID_MULTI_REGION_CLUSTER_STATE;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;

import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.multiregion.MultiRegionCluster;
import io.memorydblocal.provisioning.multiregion.MultiRegionClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Clusters join a multi-Region cluster when they are created, and leave it at their end. */
@Component
class Membership {

  private final MultiRegionClusterRepository multiRegionClusters;
  private final ClusterRepository clusters;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final int maxRegions;

  Membership(
      MultiRegionClusterRepository multiRegionClusters,
      ClusterRepository clusters,
      CreationLock lock,
      Reconciliations reconciliations,
      ProvisioningProperties properties) {
    this.multiRegionClusters = multiRegionClusters;
    this.clusters = clusters;
    this.lock = lock;
    this.reconciliations = reconciliations;
    this.maxRegions = properties.quota().regionsPerMultiRegionCluster();
  }

  /**
   * The request with what a member takes from its multi-Region cluster, which is busy from now on.
   * A request for an ordinary cluster stays as it is.
   *
   * @throws MemoryDbException when it can't join, or asks for something else than the others have
   */
  CreateClusterRequest join(CreateClusterRequest request, Caller caller) {
    if (request.multiRegionClusterName() == null) {
      return request;
    }
    MultiRegionCluster whole = hold(request.multiRegionClusterName(), caller);
    whole.requireAvailable(INVALID_MULTI_REGION_CLUSTER_STATE, "a new member");
    List<Cluster> members = clusters.findMembers(caller.accountId(), List.of(whole.name()));
    if (members.stream().anyMatch(member -> member.scope().equals(caller.scope()))) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Multi-Region cluster %s has a member in %s already."
              .formatted(whole.name(), caller.region()));
    }
    if (members.size() >= maxRegions) {
      throw new MemoryDbException(
          CLUSTER_QUOTA_FOR_CUSTOMER_EXCEEDED,
          "A multi-Region cluster can have members in at most %d Regions.".formatted(maxRegions));
    }
    requireSame("NodeType", request.nodeType(), whole.nodeType());
    requireSame("NumShards", request.numShards(), whole.numShards());
    requireSame("Engine", request.engine(), whole.engine().engine());
    requireSame("EngineVersion", request.engineVersion(), whole.engine().engineVersion());
    requireSame("TLSEnabled", request.tlsEnabled(), whole.tlsEnabled());
    requireSame(
        "ParameterGroupName", request.parameterGroupName(), MultiRegionCluster.PARAMETER_GROUP);
    change(whole);
    return request.as(
        whole.numShards(),
        whole.engine().engine(),
        whole.engine().engineVersion(),
        whole.tlsEnabled());
  }

  /**
   * Has the multi-Region cluster of a member that goes know of it.
   *
   * @param named the multi-Region cluster that the request names
   * @throws MemoryDbException InvalidParameterCombinationException when that isn't the member's,
   *     InvalidClusterStateFault while another member comes or goes
   */
  void leave(Cluster member, @Nullable String named, Caller caller) {
    String own = member.multiRegionClusterName();
    if (!Objects.equals(own, named == null ? null : Names.normalise(named))) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          own == null
              ? "Cluster %s is not a member of the multi-Region cluster %s."
                  .formatted(member.name(), named)
              : "Cluster %s is a member of %s: give that as MultiRegionClusterName."
                  .formatted(member.name(), own));
    }
    if (own != null) {
      MultiRegionCluster whole = hold(own, caller);
      whole.requireAvailable(INVALID_CLUSTER_STATE, "deletion");
      change(whole);
    }
  }

  private MultiRegionCluster hold(String name, Caller caller) {
    lock.acquire(MultiRegionCluster.scope(caller.accountId()), ResourceType.MULTI_REGION_CLUSTER);
    return multiRegionClusters.require(caller.accountId(), Names.normalise(name));
  }

  private void change(MultiRegionCluster whole) {
    whole.membersChange();
    multiRegionClusters.save(whole);
    reconciliations.request(whole);
  }

  private static void requireSame(String member, @Nullable Object asked, Object whole) {
    if (asked != null && !asked.equals(whole)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "%s must be that of the multi-Region cluster, %s, not %s."
              .formatted(member, whole, asked));
    }
  }
}
