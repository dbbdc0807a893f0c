package io.memorydblocal.api.tag;

import static io.memorydblocal.provisioning.Fault.INVALID_CLUSTER_STATE;

import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.access.BuiltInAccess;
import io.memorydblocal.provisioning.access.UserRepository;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.multiregion.MultiRegionCluster;
import io.memorydblocal.provisioning.multiregion.MultiRegionClusterRepository;
import io.memorydblocal.provisioning.network.SubnetGroupRepository;
import io.memorydblocal.provisioning.parameter.ParameterGroupRepository;
import io.memorydblocal.provisioning.parameter.ParameterGroups;
import io.memorydblocal.provisioning.snapshot.SnapshotRepository;
import org.springframework.stereotype.Component;

/** Finds the resource that an ARN names. */
@Component
class TaggedResources {

  private final ClusterRepository clusters;
  private final AclRepository acls;
  private final UserRepository users;
  private final BuiltInAccess builtIns;
  private final SubnetGroupRepository subnetGroups;
  private final ParameterGroups parameterGroups;
  private final MultiRegionClusterRepository multiRegionClusters;
  private final SnapshotRepository snapshots;
  private final ReservedNodeRepository reservedNodes;
  private final ParameterGroupRepository parameterGroupRows;

  TaggedResources(
      ClusterRepository clusters,
      AclRepository acls,
      UserRepository users,
      BuiltInAccess builtIns,
      SubnetGroupRepository subnetGroups,
      ParameterGroups parameterGroups,
      ParameterGroupRepository parameterGroupRows,
      MultiRegionClusterRepository multiRegionClusters,
      SnapshotRepository snapshots,
      ReservedNodeRepository reservedNodes) {
    this.reservedNodes = reservedNodes;
    this.snapshots = snapshots;
    this.multiRegionClusters = multiRegionClusters;
    this.parameterGroups = parameterGroups;
    this.parameterGroupRows = parameterGroupRows;
    this.clusters = clusters;
    this.acls = acls;
    this.users = users;
    this.builtIns = builtIns;
    this.subnetGroups = subnetGroups;
  }

  /** Does nothing for a resource that is there; for another, the fault of its type. */
  void require(Arn arn) {
    switch (arn.type()) {
      case CLUSTER -> clusters.require(arn.scope(), arn.name());
      case ACL -> {
        builtIns.ensure(arn.scope());
        acls.require(arn.scope(), arn.name());
      }
      case USER -> {
        builtIns.ensure(arn.scope());
        users.require(arn.scope(), arn.name());
      }
      case SUBNET_GROUP -> subnetGroups.require(arn.scope(), arn.name());
      case PARAMETER_GROUP -> {
        parameterGroups.ensure(arn.scope());
        parameterGroupRows.require(arn.scope(), arn.name());
      }
      case MULTI_REGION_CLUSTER -> multiRegionClusters.require(arn.scope().accountId(), arn.name());
      case MULTI_REGION_PARAMETER_GROUP -> MultiRegionCluster.requireParameterGroup(arn.name());
      case SNAPSHOT -> snapshots.require(arn.scope(), arn.name());
      case RESERVED_NODE -> reservedNodes.require(arn.scope(), arn.name());
    }
  }

  /** The same, and InvalidClusterStateFault for a cluster on its way out. */
  void requireChangeable(Arn arn) {
    if (arn.type() != ResourceType.CLUSTER) {
      require(arn);
    } else if (clusters.require(arn.scope(), arn.name()).status() == ClusterStatus.DELETING) {
      throw new MemoryDbException(
          INVALID_CLUSTER_STATE,
          "Cluster %s has status deleting which is not valid for tagging.".formatted(arn.name()));
    }
  }
}
