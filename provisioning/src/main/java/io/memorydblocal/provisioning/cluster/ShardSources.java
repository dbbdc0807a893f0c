package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Knows where the data of a cluster's shards can be taken from, from what the engines show. */
@Component
public class ShardSources {

  private final WholeClusters clusters;
  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final TransactionOperations transactions;

  ShardSources(
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
   * A node that has a shard's data.
   *
   * @param nodeName its name
   * @param node itself
   * @param primary the node whose writes it receives, or itself
   */
  public record ShardSource(String nodeName, NodeSpec node, NodeSpec primary) {}

  /**
   * Where to take the data of each shard from, by the shard's name: from a replica that has its
   * primary's data, so that the primary is left alone, else from the primary; and from the primary
   * when it is for the last time. A shard whose primary doesn't serve is missing, and so are all
   * while clients of a cluster that is being stopped can still write. It asks engines, and must not
   * be called in a transaction.
   */
  public Map<String, ShardSource> of(UUID clusterId) {
    Cluster cluster =
        Objects.requireNonNull(
            transactions.execute(status -> clusters.find(clusterId).orElseThrow()));
    if (cluster.status() == ClusterStatus.STOP_SNAPSHOT && !cluster.isClosed()) {
      return Map.of();
    }
    Observation seen = dataPlane.observe(specs.of(cluster));
    Map<String, ShardSource> sources = new HashMap<>();
    for (Shard shard : cluster.shards()) {
      primary(shard, seen)
          .ifPresent(
              primary -> {
                Node node =
                    cluster.status().takesLastSnapshot()
                        ? primary
                        : replica(shard, seen.of(primary.dataPlaneId()), seen).orElse(primary);
                sources.put(
                    shard.name(),
                    new ShardSource(
                        node.name(), specs.of(cluster, node), specs.of(cluster, primary)));
              });
    }
    return sources;
  }

  /**
   * Writes an RDB file with all that was acknowledged before the call.
   *
   * @throws IOException what {@code out} throws, or when the engine's file can't be read
   */
  public void save(ShardSource source, OutputStream out) throws IOException {
    dataPlane.save(source.node(), source.primary(), out);
  }

  private static Optional<Node> primary(Shard shard, Observation seen) {
    return shard.nodes().stream()
        .filter(node -> !seen.of(node.dataPlaneId()).slots().isEmpty())
        .findFirst();
  }

  private static Optional<Node> replica(Shard shard, ObservedNode primary, Observation seen) {
    return shard.nodes().stream()
        .filter(
            node -> {
              ObservedNode replica = seen.of(node.dataPlaneId());
              return replica.linkUp() && replica.primaryId().equals(primary.engineId());
            })
        .findFirst();
  }
}
