package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Restarts one node after the other until each runs as the engine, on the node type, and with the
 * service updates that its cluster is to have. Replicas come first; a primary hands over to one of
 * them and is restarted as a replica. Nothing acknowledged is lost: a node starts again on its log.
 * What a restarted node needs until it serves is what any stopped node needs, and other steps do
 * it.
 */
final class NodeRollout {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final Clock clock;

  NodeRollout(NodeSpecs specs, DataPlane dataPlane, Clock clock) {
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.clock = clock;
  }

  StepResult<Cluster> rollOutdatedNodes(Cluster cluster) {
    boolean may =
        cluster.status() == ClusterStatus.AVAILABLE || cluster.status() == ClusterStatus.UPDATING;
    if (!may || cluster.nodes().stream().anyMatch(node -> node.status() != NodeStatus.AVAILABLE)) {
      return StepResult.done();
    }
    List<Node> outdated = cluster.outdatedNodes();
    if (outdated.isEmpty()) {
      return cluster.serviceUpdatesInProgress().isEmpty()
          ? StepResult.done()
          : StepResult.changed(current -> current.serviceUpdatesApplied(clock.instant()));
    }
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    if (!observed.agree()) {
      return StepResult.again("the nodes to agree before the next one is restarted", GLANCE);
    }
    Optional<Node> replica =
        outdated.stream().filter(node -> observed.of(node).isReplica()).findFirst();
    Node next = replica.orElse(outdated.getFirst());
    if (replica.isEmpty()) {
      Optional<Node> successor =
          next.shard().nodes().stream().filter(node -> observed.of(node).isReplica()).findFirst();
      if (successor.isPresent()) {
        return StepResult.changed(
            current ->
                current.failoverStarted(next.shard().id(), successor.get().id(), clock.instant()));
      }
    }
    dataPlane.stop(observed.spec(next));
    return StepResult.changed(current -> current.nodeDied(next.id(), clock.instant()));
  }
}
