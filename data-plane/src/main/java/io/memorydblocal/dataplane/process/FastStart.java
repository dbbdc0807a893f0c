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

  /** Looking costs the engines time that they need to get ready. */
  private static final Duration GLANCE = Duration.ofMillis(8);

  /** Data that are read take longer, and one look may keep an engine from reading on. */
  private static final Duration LOOK = Duration.ofMillis(100);

  /** News from one engine to another over the loopback are there at once. */
  private static final Duration BLINK = Duration.ofMillis(1);

  private final Engines engines;
  private final Function<Collection<NodeSpec>, Observation> observer;
  private final List<NewShard> shards;
  private final List<NodeSpec> nodes;
  private final boolean empty;
  private long deadline;

  /**
   * @param empty whether the cluster begins without data; the replicas of one with data receive
   *     them after it was formed
   */
  FastStart(
      Engines engines,
      Function<Collection<NodeSpec>, Observation> observer,
      List<NewShard> shards,
      boolean empty) {
    this.engines = engines;
    this.observer = observer;
    this.shards = shards;
    this.nodes = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    this.empty = empty;
  }

  /** Makes one cluster of the engines, which were started on the tables. */
  void form(FoundingTable table) {
    awaitData();
    deadline = System.nanoTime() + PATIENCE.toNanos();
    // A node that isn't ready when it is promoted would wait as one that starts as a primary.
    await("the nodes to reach each other", this::allAreReady);
    promotePrimaries();
    connectReplicas();
    await("all nodes to know the primaries and their replicas", this::allAgree);
    // No node takes a phantom for the owner of a slot any more.
    for (NodeSpec node : nodes) {
      table.phantoms().forEach(phantom -> engines.forget(node, phantom));
      engines.defragment(node);
      engines.steady(node);
    }
  }

  /** However long it takes to read them. */
  private void awaitData() {
    while (look(nodes).all().stream()
        .anyMatch(node -> node.state() == ObservedNode.State.LOADING)) {
      LockSupport.parkNanos(LOOK.toNanos());
    }
  }

  /**
   * One after the other, each once it knows the one before: two that take the same epoch would have
   * to settle it.
   */
  private void promotePrimaries() {
    for (int i = 0; i < shards.size(); i++) {
      NodeSpec primary = shards.get(i).primary();
      if (i > 0) {
        NewShard before = shards.get(i - 1);
        await(
            List.of(primary),
            BLINK,
            primary.id() + " to know the primary " + before.primary().id(),
            seen -> knows(primary, before, seen));
      }
      engines.promote(primary);
    }
  }

  private boolean allAreReady(Observation seen) {
    return nodes.stream()
        .map(node -> seen.of(node.id()))
        .allMatch(node -> node.clusterOk() && node.peers().size() == nodes.size() - 1);
  }

  /** A replica that found nobody listening when it started would try again after a second only. */
  private void connectReplicas() {
    await(
        "all nodes to know the primaries",
        seen ->
            shards.stream()
                .allMatch(
                    shard ->
                        nodes.stream()
                            .filter(node -> !node.equals(shard.primary()))
                            .allMatch(node -> knows(node, shard, seen))));
    Observation seen = look(nodes);
    for (NewShard shard : shards) {
      String primary = seen.of(shard.primary().id()).engineId();
      shard.replicas().stream()
          .filter(replica -> !seen.of(replica.id()).linkUp())
          .forEach(replica -> engines.replicate(replica, primary));
    }
  }

  /** Whether a node knows that the primary of a shard owns the shard's slots. */
  private static boolean knows(NodeSpec node, NewShard shard, Observation seen) {
    ClusterMember primary = seen.of(node.id()).peers().get(shard.primary().address());
    return primary != null
        && primary.primaryId().isEmpty()
        && primary.slots().equals(shard.slots());
  }

  private boolean allAgree(Observation seen) {
    return shards.stream().allMatch(shard -> isWhole(shard, seen)) && seen.tellTheSame(nodes);
  }

  private boolean isWhole(NewShard shard, Observation seen) {
    ObservedNode primary = seen.of(shard.primary().id());
    return primary.isPrimary()
        && primary.slots().equals(shard.slots())
        && shard.replicas().stream()
            .map(replica -> seen.of(replica.id()))
            .allMatch(
                replica ->
                    replica.primaryId().equals(primary.engineId()) && (replica.linkUp() || !empty));
  }

  private void await(String what, Predicate<Observation> reached) {
    await(nodes, GLANCE, what, reached);
  }

  private void await(
      List<NodeSpec> watched, Duration pause, String what, Predicate<Observation> reached) {
    while (!reached.test(look(watched))) {
      if (System.nanoTime() - deadline > 0) {
        throw new DataPlaneException("Waited in vain for " + what);
      }
      LockSupport.parkNanos(pause.toNanos());
    }
  }

  private Observation look(List<NodeSpec> watched) {
    Observation seen = observer.apply(watched);
    for (NodeSpec node : watched) {
      if (seen.of(node.id()).state() == ObservedNode.State.STOPPED) {
        throw new DataPlaneException(
            "The engine of %s ended while its cluster was formed".formatted(node.id()));
      }
    }
    return seen;
  }
}
