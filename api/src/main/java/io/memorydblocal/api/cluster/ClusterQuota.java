package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.NODE_QUOTA_FOR_CLUSTER_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.NODE_QUOTA_FOR_CUSTOMER_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.SHARDS_PER_CLUSTER_QUOTA_EXCEEDED;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.Layout;
import org.springframework.stereotype.Component;

/** How many shards and nodes there may be. */
@Component
class ClusterQuota {

  private final ClusterRepository clusters;
  private final ProvisioningProperties.Quota quota;

  ClusterQuota(ClusterRepository clusters, ProvisioningProperties properties) {
    this.clusters = clusters;
    this.quota = properties.quota();
  }

  /**
   * Does nothing when a cluster may have a layout.
   *
   * @param present how many nodes the cluster has already
   * @throws MemoryDbException the fault of the quota that it would exceed
   */
  void require(Scope scope, Layout layout, int present) {
    if (layout.shards() > quota.shardsPerCluster()) {
      throw new MemoryDbException(
          SHARDS_PER_CLUSTER_QUOTA_EXCEEDED,
          "A cluster can have at most %d shards.".formatted(quota.shardsPerCluster()));
    }
    if (layout.nodes() > quota.nodesPerCluster()) {
      throw new MemoryDbException(
          NODE_QUOTA_FOR_CLUSTER_EXCEEDED,
          "A cluster can have at most %d nodes, not %d."
              .formatted(quota.nodesPerCluster(), layout.nodes()));
    }
    long nodes = clusters.countNodes(scope) - present + layout.nodes();
    if (layout.nodes() > present && nodes > quota.nodesPerRegion()) {
      throw new MemoryDbException(
          NODE_QUOTA_FOR_CUSTOMER_EXCEEDED,
          "There can be at most %d nodes in a region; with this cluster there would be %d."
              .formatted(quota.nodesPerRegion(), nodes));
    }
  }
}
