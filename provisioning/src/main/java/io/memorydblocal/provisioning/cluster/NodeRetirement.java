package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.ObservedNode.State;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** No engine, no file and no entry in another node's table is left of nodes that shouldn't be. */
final class NodeRetirement {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final Clock clock;
  private final InParallel inParallel;

  NodeRetirement(NodeSpecs specs, DataPlane dataPlane, Clock clock, InParallel inParallel) {
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.clock = clock;
    this.inParallel = inParallel;
  }

  /** Who has to go is recorded first; from then on nothing heals it. */
  StepResult<Cluster> retireNodes(Cluster cluster) {
    if (cluster.status().wantsNodes()) {
      List<Node> surplus = surplus(cluster);
      if (!surplus.isEmpty()) {
        return StepResult.changed(
            current -> surplus.forEach(node -> current.nodeLeaves(node.id())));
      }
    }
    List<Node> retired =
        cluster.status().wantsNodes() ? cluster.leavingNodes() : cluster.nodesToEnd();
    if (retired.isEmpty()) {
      return StepResult.done();
    }
    inParallel.forEach(retired, node -> dataPlane.remove(specs.of(cluster, node)));
    return StepResult.changed(
        current -> {
          Instant now = clock.instant();
          for (Node node : retired) {
            if (current.status() == ClusterStatus.STOPPING) {
              current.nodeStopped(node.id(), now);
            } else {
              current.nodeRemoved(node.id(), now);
            }
          }
        });
  }

  /** Replicas beyond the number that a shard is to have, and shards that have given their slots. */
  private List<Node> surplus(Cluster cluster) {
    if (cluster.fitsLayout()) {
      return List.of();
    }
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    List<Node> surplus = new ArrayList<>();
    for (Shard shard : cluster.shards()) {
      if (shard.number() > cluster.layout().shards()) {
        if (observed.ownerOf(shard).isEmpty()) {
          surplus.addAll(shard.nodes());
        }
        continue;
      }
      Node primary = observed.primary(shard);
      List<Node> replicas = shard.nodes().stream().filter(node -> !node.equals(primary)).toList();
      int kept = Math.min(replicas.size(), cluster.layout().replicasPerShard());
      surplus.addAll(replicas.subList(kept, replicas.size()));
    }
    return surplus;
  }

  /**
   * A node knows those of its cluster only. Those of a lost shard are forgotten too: when the
   * others missed the majority of the primaries, they would stop serving.
   */
  StepResult<Cluster> forgetStrangers(Cluster cluster) {
    if (!cluster.status().wantsNodes()
        || cluster.shards().stream().anyMatch(shard -> shard.hasLostNodes() && !shard.isLost())) {
      return StepResult.done();
    }
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    if (observed.nodesIn(State.SERVING).size() < observed.nodes().size()) {
      return StepResult.done();
    }
    Set<String> members = new HashSet<>();
    observed.nodes().forEach(node -> members.add(observed.of(node).engineId()));
    boolean strangers =
        observed.nodes().stream().anyMatch(node -> !members.containsAll(observed.of(node).known()));
    if (!strangers) {
      return StepResult.done();
    }
    if (!observed.tellTheSame()) {
      // A node that takes the stranger for the owner of a slot would have no owner for it.
      return StepResult.again("the nodes to agree before they forget those that are gone", GLANCE);
    }
    inParallel.forEach(
        observed.nodes(),
        node -> {
          ObservedNode seen = observed.of(node);
          seen.known().stream()
              .filter(id -> !members.contains(id))
              .forEach(id -> dataPlane.forget(observed.spec(node), id));
        });
    return StepResult.done();
  }
}
