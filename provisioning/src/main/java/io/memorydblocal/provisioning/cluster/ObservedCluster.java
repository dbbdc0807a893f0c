package io.memorydblocal.provisioning.cluster;

import static java.util.Comparator.comparingInt;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.ObservedNode.State;
import java.util.List;
import java.util.Optional;

/** A cluster beside what its engines show at the moment. Nodes whose data are lost are left out. */
final class ObservedCluster {

  private final Cluster cluster;
  private final NodeSpecs specs;
  private final Observation seen;

  private ObservedCluster(Cluster cluster, NodeSpecs specs, Observation seen) {
    this.cluster = cluster;
    this.specs = specs;
    this.seen = seen;
  }

  /** Looks at all nodes at once. */
  static ObservedCluster look(Cluster cluster, NodeSpecs specs, DataPlane dataPlane) {
    return new ObservedCluster(cluster, specs, dataPlane.observe(specs.of(cluster)));
  }

  /** The nodes that have data or may get them. */
  List<Node> nodes() {
    return cluster.nodes().stream().filter(node -> !node.hasLostData()).toList();
  }

  /** The same of one shard. */
  List<Node> nodes(Shard shard) {
    return shard.nodes().stream().filter(node -> !node.hasLostData()).toList();
  }

  List<NodeSpec> specs() {
    return nodes().stream().map(this::spec).toList();
  }

  NodeSpec spec(Node node) {
    return specs.of(cluster, node);
  }

  ObservedNode of(Node node) {
    return seen.of(node.dataPlaneId());
  }

  List<Node> nodesIn(State state) {
    return nodes().stream().filter(node -> of(node).state() == state).toList();
  }

  /**
   * Who owns slots is the primary; before anyone does, the first node that replicates nobody.
   *
   * @throws IllegalStateException when there is none
   */
  Node primary(Shard shard) {
    return ownerOf(shard)
        .or(() -> nodes(shard).stream().filter(node -> of(node).isPrimary()).findFirst())
        .orElseThrow(
            () -> new IllegalStateException("No node of shard " + shard.name() + " is a primary"));
  }

  /** The node of a shard that owns slots. */
  Optional<Node> ownerOf(Shard shard) {
    return nodes(shard).stream().filter(node -> !of(node).slots().isEmpty()).findFirst();
  }

  /** The replica of a shard that has received most. */
  Optional<Node> mostAdvancedReplica(Shard shard) {
    return nodes(shard).stream()
        .filter(node -> node.hasData() && of(node).isReplica())
        .max(
            comparingInt((Node node) -> node.status() == NodeStatus.AVAILABLE ? 1 : 0)
                .thenComparingLong(node -> of(node).offset()));
  }

  /** Each can serve, and tells a client that asks the same topology as the others. */
  boolean agree() {
    return nodes().stream().allMatch(node -> of(node).clusterOk()) && tellTheSame();
  }

  /** Each tells the same topology as the others, whether or not it can serve. */
  boolean tellTheSame() {
    return seen.tellTheSame(specs());
  }
}
