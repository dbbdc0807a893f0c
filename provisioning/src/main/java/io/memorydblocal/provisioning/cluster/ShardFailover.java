package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Makes a replica the primary of its shard and the primary its replica, losing nothing. */
final class ShardFailover {

  private static final Duration LOOK = Duration.ofMillis(200);

  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final Clock clock;
  private final InParallel inParallel;

  ShardFailover(NodeSpecs specs, DataPlane dataPlane, Clock clock, InParallel inParallel) {
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.clock = clock;
    this.inParallel = inParallel;
  }

  /** What is to fail over has another primary, and the former one is its replica. */
  StepResult<Cluster> failOverShards(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    for (Shard shard : cluster.shards()) {
      Failover progress = shard.failover();
      if (progress != null) {
        return failOver(shard, progress, ObservedCluster.look(cluster, specs, dataPlane));
      }
    }
    return StepResult.done();
  }

  /** The replica is chosen before anything happens, so that a crash doesn't choose another. */
  private StepResult<Cluster> failOver(Shard shard, Failover progress, ObservedCluster observed) {
    List<NodeSpec> nodes = observed.specs();
    Node primary = observed.primary(shard);
    Node chosen = shard.failoverNode().orElse(primary);
    return switch (progress) {
      case REQUESTED -> {
        Node replica = besides(primary, shard);
        yield StepResult.changed(
            current -> current.failoverStarted(shard.id(), replica.id(), clock.instant()));
      }
      case STARTED -> {
        // After a crash between the failover and its record, it has happened already.
        Node former = chosen.equals(primary) ? besides(chosen, shard) : primary;
        inParallel.forEach(nodes, dataPlane::quicken);
        dataPlane.failOver(observed.spec(chosen), observed.spec(former));
        yield StepResult.changed(
            current -> current.failedOver(shard.id(), chosen.id(), former.id(), clock.instant()));
      }
      case RECOVERING -> {
        // Until all agree, another failover could lack the vote of a node that doesn't know.
        if (!observed.agree() || clock.instant().isBefore(shard.failoverAllowedAt())) {
          yield StepResult.again("the nodes to agree who is the primary", LOOK);
        }
        inParallel.forEach(nodes, dataPlane::steady);
        yield StepResult.changed(
            current -> current.failoverEnded(shard.id(), chosen.id(), clock.instant()));
      }
    };
  }

  /** The first other node of a shard. */
  private static Node besides(Node excluded, Shard shard) {
    return shard.nodes().stream()
        .filter(node -> !node.equals(excluded) && !node.hasLostData())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No replica in " + shard.name()));
  }
}
