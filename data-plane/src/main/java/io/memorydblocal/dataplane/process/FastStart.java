package io.memorydblocal.dataplane.process;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.engine.Engines;
import io.memorydblocal.dataplane.engine.FoundingTable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Forms a cluster of engines that know each other from their first moment on: see {@link
 * FoundingTable}. The ordinary way, by introductions, takes two seconds longer, because an engine
 * that starts as a primary waits so long before it serves.
 */
final class FastStart {

  /** Founding takes a fraction of a second, or it doesn't work with this engine. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final Duration GLANCE = Duration.ofMillis(2);

  private final Engines engines;
  private final Function<Collection<NodeSpec>, Observation> observer;
  private final List<NewShard> shards;
  private final List<NodeSpec> nodes;
  private final long deadline = System.nanoTime() + PATIENCE.toNanos();

  FastStart(
      Engines engines,
      Function<Collection<NodeSpec>, Observation> observer,
      List<NewShard> shards) {
    this.engines = engines;
    this.observer = observer;
    this.shards = shards;
    this.nodes = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
  }

  /** Makes one cluster of the engines, which were started on the tables. */
  void form(FoundingTable table) {
    // A node that isn't ready when it is promoted would wait as one that starts as a primary.
    await("the nodes to reach each other", this::allAreReady);
    for (NewShard shard : shards) {
      // One after the other, for two that take the same epoch would have to settle it.
      engines.promote(shard.primary());
      await(
          "all nodes to know the primary " + shard.primary().id(), seen -> isPrimary(shard, seen));
    }
    await("the replicas to receive their primary's data", this::replicasFollow);
    await("all nodes to know that", seen -> seen.tellTheSame(nodes));
    // No node takes a phantom for the owner of a slot any more.
    for (NodeSpec node : nodes) {
      table.phantoms().forEach(phantom -> engines.forget(node, phantom));
    }
  }

  private boolean allAreReady(Observation seen) {
    return nodes.stream()
        .map(node -> seen.of(node.id()))
        .allMatch(node -> node.clusterOk() && node.peers().size() == nodes.size() - 1);
  }

  private boolean isPrimary(NewShard shard, Observation seen) {
    ClusterMember primary = seen.of(shard.primary().id()).member();
    return primary.primaryId().isEmpty()
        && primary.slots().equals(shard.slots())
        && nodes.stream()
            .filter(node -> !node.equals(shard.primary()))
            .allMatch(
                node -> primary.equals(seen.of(node.id()).peers().get(shard.primary().address())));
  }

  private boolean replicasFollow(Observation seen) {
    return shards.stream()
        .allMatch(
            shard ->
                shard.replicas().stream()
                    .map(replica -> seen.of(replica.id()))
                    .allMatch(
                        replica ->
                            replica.linkUp()
                                && replica
                                    .primaryId()
                                    .equals(seen.of(shard.primary().id()).engineId())));
  }

  private void await(String what, Predicate<Observation> reached) {
    Observation seen = observer.apply(nodes);
    while (!reached.test(seen)) {
      if (System.nanoTime() - deadline > 0) {
        throw new DataPlaneException("Waited in vain for " + what);
      }
      if (seen.all().stream().anyMatch(node -> node.state() == ObservedNode.State.STOPPED)) {
        throw new DataPlaneException("An engine ended while waiting for " + what);
      }
      LockSupport.parkNanos(GLANCE.toNanos());
      seen = observer.apply(nodes);
    }
  }
}
