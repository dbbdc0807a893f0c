package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves slots, with the keys in them, until every shard has its share, while clients go on. It
 * keeps no plan: what is still to move follows from who owns what, however a move was cut short.
 */
final class Resharding {

  private static final Logger LOG = LoggerFactory.getLogger(Resharding.class);

  /** After so long, how far it has come is recorded, for users to see. */
  private static final Duration AT_MOST = Duration.ofSeconds(2);

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final NodeSpecs specs;
  private final DataPlane dataPlane;

  Resharding(NodeSpecs specs, DataPlane dataPlane) {
    this.specs = specs;
    this.dataPlane = dataPlane;
  }

  StepResult<Cluster> moveSlots(Cluster cluster) {
    if (cluster.status() != ClusterStatus.UPDATING) {
      return StepResult.done();
    }
    ShardPrimaries before = look(cluster);
    List<Placement.Move> moves = before.moves(cluster);
    if (moves.isEmpty() && !before.open() && before.areRecordedOn(cluster)) {
      return StepResult.done();
    }
    if (!before.ready()) {
      // An engine that was started a moment ago takes no keys yet.
      return StepResult.again("the primaries to serve before slots move", GLANCE);
    }
    dataPlane.moveSlots(
        List.copyOf(before.nodes().values()),
        moves.stream().map(before::inNodes).toList(),
        AT_MOST);
    ShardPrimaries after = look(cluster);
    int left = after.moves(cluster).stream().mapToInt(move -> move.slots().size()).sum();
    LOG.info("Cluster {}: {} slots are still to move", cluster.name(), left);
    return StepResult.changed(current -> current.slotsMoved(after.slots(), left));
  }

  private ShardPrimaries look(Cluster cluster) {
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    Map<Integer, NodeSpec> nodes = new HashMap<>();
    Map<Integer, Slots> slots = new HashMap<>();
    boolean open = false;
    boolean ready = true;
    for (Shard shard : cluster.shards()) {
      if (observed.nodes(shard).isEmpty()) {
        // It has given its slots, and its nodes are about to be removed.
        continue;
      }
      Node primary = observed.primary(shard);
      nodes.put(shard.number(), observed.spec(primary));
      slots.put(shard.number(), observed.of(primary).slots());
      open |= !observed.of(primary).openSlots().isEmpty();
      ready &= observed.of(primary).clusterOk();
    }
    return new ShardPrimaries(nodes, slots, open, ready);
  }

  /**
   * The primaries of a cluster and what they own, by the numbers of their shards.
   *
   * @param open whether slots are left half moved
   * @param ready whether all of them take writes
   */
  private record ShardPrimaries(
      Map<Integer, NodeSpec> nodes, Map<Integer, Slots> slots, boolean open, boolean ready) {

    List<Placement.Move> moves(Cluster cluster) {
      return Placement.moves(slots, cluster.layout().shards());
    }

    boolean areRecordedOn(Cluster cluster) {
      return cluster.shards().stream()
          .allMatch(shard -> shard.slots().equals(slots.getOrDefault(shard.number(), Slots.NONE)));
    }

    SlotMove inNodes(Placement.Move move) {
      return new SlotMove(nodeId(move.from()), nodeId(move.to()), move.slots());
    }

    private String nodeId(int shard) {
      return Objects.requireNonNull(nodes.get(shard)).id();
    }
  }
}
