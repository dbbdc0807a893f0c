package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.parameter.ParameterGroupRepository;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Reads clusters with all that their nodes must be, to be looked at outside of a transaction. */
@Component
class WholeClusters {

  private final ClusterRepository clusters;
  private final AclRepository acls;
  private final ParameterGroupRepository parameterGroups;

  WholeClusters(
      ClusterRepository clusters, AclRepository acls, ParameterGroupRepository parameterGroups) {
    this.clusters = clusters;
    this.acls = acls;
    this.parameterGroups = parameterGroups;
  }

  /** Called in a transaction, into whose session everything is read. */
  Optional<Cluster> find(UUID id) {
    Optional<Cluster> cluster = clusters.findWithTopologyById(id);
    // Queries of their own: together with the nodes, every user would come once per node.
    cluster.ifPresent(found -> acls.findWithUsersById(found.acl().id()));
    cluster.ifPresent(found -> parameterGroups.findWithValuesById(found.parameterGroup().id()));
    return cluster;
  }
}
