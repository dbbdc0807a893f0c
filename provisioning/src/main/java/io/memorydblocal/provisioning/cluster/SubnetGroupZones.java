package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.network.SubnetGroups;
import java.util.List;
import org.springframework.stereotype.Component;

/** Nodes are where their cluster's subnet group has subnets. */
@Component
class SubnetGroupZones implements NodeZones {

  private final SubnetGroups subnetGroups;

  SubnetGroupZones(SubnetGroups subnetGroups) {
    this.subnetGroups = subnetGroups;
  }

  @Override
  public List<String> of(Cluster cluster) {
    return subnetGroups.zones(cluster.scope(), cluster.network().subnetGroupName());
  }
}
