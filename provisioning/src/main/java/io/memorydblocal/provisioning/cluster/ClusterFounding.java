package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.ObservedNode.State;
import io.memorydblocal.provisioning.access.AccessDigest;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Starts all nodes of a new cluster at once and as one cluster, where the engine can do that. What
 * is left of an attempt that was cut short is of no use and goes first, but for the data that
 * primaries begin with. Where it can't be done, other steps start the nodes one by one and
 * introduce them to each other.
 */
final class ClusterFounding {

  private final NodeSpecs specs;
  private final NodeAddresses addresses;
  private final DataPlane dataPlane;
  private final Clock clock;
  private final InParallel inParallel;

  ClusterFounding(
      NodeSpecs specs,
      NodeAddresses addresses,
      DataPlane dataPlane,
      Clock clock,
      InParallel inParallel) {
    this.specs = specs;
    this.addresses = addresses;
    this.dataPlane = dataPlane;
    this.clock = clock;
    this.inParallel = inParallel;
  }

  StepResult<Cluster> foundCluster(Cluster cluster) {
    if (!cluster.status().isForming()
        || cluster.nodes().stream().anyMatch(Node::wasStarted)
        || !dataPlane.canFound(specs.of(cluster).getFirst().engine())) {
      return StepResult.done();
    }
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    Set<Node> seeded = seeded(cluster);
    inParallel.forEach(
        cluster.nodes(),
        node -> {
          if (seeded.contains(node)) {
            dataPlane.stop(observed.spec(node));
          } else {
            dataPlane.remove(observed.spec(node));
          }
        });
    for (Node node : observed.nodesIn(State.STOPPED)) {
      if (!dataPlane.isFree(node.address())) {
        int port = cluster.network().port();
        return StepResult.changed(
            current -> current.moveNode(node.id(), addresses.forPort(port).get()));
      }
    }
    List<NewShard> shards =
        cluster.shards().stream().map(shard -> newShard(shard, observed)).toList();
    if (!dataPlane.found(shards)) {
      // What was to be there first is gone as well, if anything was.
      return StepResult.again("the nodes to be started one by one", Duration.ZERO);
    }
    String access = AccessDigest.of(cluster.engineUsers());
    String settings = specs.settingsDigest(cluster);
    return StepResult.changed(current -> current.founded(access, settings, clock.instant()));
  }

  /** The nodes that begin with data: the first of each shard, if any. */
  private static Set<Node> seeded(Cluster cluster) {
    return cluster.restore() == null
        ? Set.of()
        : cluster.shards().stream()
            .map(shard -> shard.nodes().getFirst())
            .collect(Collectors.toSet());
  }

  private static NewShard newShard(Shard shard, ObservedCluster observed) {
    List<Node> nodes = shard.nodes();
    return new NewShard(
        observed.spec(nodes.getFirst()),
        nodes.stream().skip(1).map(observed::spec).toList(),
        shard.slots());
  }
}
