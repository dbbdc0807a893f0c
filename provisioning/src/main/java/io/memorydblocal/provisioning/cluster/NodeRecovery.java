package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What becomes of nodes whose data are lost. A lost primary is replaced by the replica that has
 * received most; then the lost node is built anew and receives everything from the primary. A shard
 * of which no node has data is lost: it stays down, for it must not come back empty.
 */
final class NodeRecovery {

  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final Clock clock;

  NodeRecovery(NodeSpecs specs, DataPlane dataPlane, Clock clock) {
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.clock = clock;
  }

  StepResult<Cluster> recoverLostNodes(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    List<Shard> damaged = cluster.shards().stream().filter(Shard::hasLostNodes).toList();
    if (damaged.isEmpty()) {
      return StepResult.done();
    }
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    for (Shard shard : damaged) {
      StepResult<Cluster> result = recover(shard, observed);
      if (!(result instanceof StepResult.Done)) {
        return result;
      }
    }
    return StepResult.done();
  }

  private StepResult<Cluster> recover(Shard shard, ObservedCluster observed) {
    boolean served =
        observed.ownerOf(shard).isPresent()
            || (shard.slots().isEmpty()
                && observed.nodes(shard).stream().anyMatch(node -> observed.of(node).isPrimary()));
    if (!served) {
      return replacePrimary(shard, observed);
    }
    if (shard.successor().isPresent()) {
      return StepResult.changed(current -> current.primaryReplaced(shard.id(), clock.instant()));
    }
    List<Node> lost = shard.nodes().stream().filter(Node::hasLostData).toList();
    lost.forEach(node -> dataPlane.remove(observed.spec(node)));
    return StepResult.changed(
        current -> lost.forEach(node -> current.nodeRebuilds(node.id(), clock.instant())));
  }

  /** The replica is chosen before anything happens, so that a crash doesn't choose another. */
  private StepResult<Cluster> replacePrimary(Shard shard, ObservedCluster observed) {
    Optional<Node> chosen =
        shard.successor().filter(node -> node.hasData() && observed.of(node).isReplica());
    if (chosen.isPresent()) {
      dataPlane.promote(observed.spec(chosen.get()));
      return StepResult.changed(current -> current.primaryReplaced(shard.id(), clock.instant()));
    }
    Optional<Node> replica = observed.mostAdvancedReplica(shard);
    if (replica.isPresent()) {
      return StepResult.changed(
          current -> current.successorChosen(shard.id(), replica.get().id(), clock.instant()));
    }
    return shard.isLost()
        ? StepResult.done()
        : StepResult.changed(current -> current.shardLost(shard.id(), clock.instant()));
  }
}
