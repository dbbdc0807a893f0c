package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.Observation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Knows which nodes are the primaries of a cluster's shards, from what their engines show. */
@Component
public class Primaries {

  private final WholeClusters clusters;
  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final TransactionOperations transactions;

  Primaries(
      WholeClusters clusters,
      NodeSpecs specs,
      DataPlane dataPlane,
      TransactionOperations transactions) {
    this.clusters = clusters;
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.transactions = transactions;
  }

  /**
   * The names of the nodes that own slots now, by the names of their shards. A shard whose primary
   * doesn't serve is missing. It asks engines, and must not be called in a transaction.
   */
  public Map<String, String> of(UUID clusterId) {
    Cluster cluster =
        Objects.requireNonNull(
            transactions.execute(status -> clusters.find(clusterId).orElseThrow()));
    Observation seen = dataPlane.observe(specs.of(cluster));
    Map<String, String> primaries = new HashMap<>();
    for (Shard shard : cluster.shards()) {
      shard.nodes().stream()
          .filter(node -> !seen.of(node.dataPlaneId()).slots().isEmpty())
          .findFirst()
          .ifPresent(node -> primaries.put(shard.name(), node.name()));
    }
    return primaries;
  }
}
