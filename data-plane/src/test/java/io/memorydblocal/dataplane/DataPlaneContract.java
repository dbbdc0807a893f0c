package io.memorydblocal.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.ObservedNode.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every data plane promises. Each implementation, the one for tests included, runs these. */
public abstract class DataPlaneContract {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private DataPlane dataPlane;

  protected abstract DataPlane open();

  /** Ends a node's process from outside. */
  protected abstract void kill(DataPlane dataPlane, NodeSpec node);

  protected final DataPlane dataPlane() {
    return dataPlane;
  }

  @BeforeEach
  void openIt() {
    dataPlane = open();
  }

  @AfterEach
  void closeIt() {
    dataPlane.close();
  }

  @Test
  void launchesANodeThatServes() {
    NodeSpec node = node(1);
    assertThat(observe(node).state()).isEqualTo(State.STOPPED);

    dataPlane.launch(node);

    ObservedNode observed = observe(node);
    assertThat(observed.isPrimary()).isTrue();
    assertThat(observed.engineId()).matches("[0-9a-f]{40}");
    assertThat(observed.slots()).isEqualTo(Slots.NONE);
    assertThat(observed.peers()).isEmpty();
    assertThat(observed.clusterOk()).isFalse();
    assertThat(dataPlane.isFree(node.address())).isFalse();
  }

  @Test
  void launchingTwiceStartsNothingTheSecondTime() {
    NodeSpec node = node(1);
    dataPlane.launch(node);
    String engineId = observe(node).engineId();

    dataPlane.launch(node);

    assertThat(observe(node).engineId()).isEqualTo(engineId);
  }

  @Test
  void formsAClusterOfPrimaryAndReplica() {
    NodeSpec primary = node(1);
    NodeSpec replica = node(2);
    formPair(primary, replica);

    assertThat(observe(primary).slots()).isEqualTo(Slots.ALL);
    assertThat(observe(replica).isReplica()).isTrue();
    assertThat(observe(replica).primaryId()).isEqualTo(observe(primary).engineId());
  }

  @Test
  void introductionsSpread() {
    List<NodeSpec> nodes = List.of(node(1), node(2), node(3));
    nodes.forEach(dataPlane::launch);

    dataPlane.meet(nodes.get(0), nodes.get(1).address());
    dataPlane.meet(nodes.get(0), nodes.get(2).address());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(dataPlane.observe(nodes).all())
                    .allSatisfy(node -> assertThat(node.peers()).hasSize(2)));
    assertThat(observe(nodes.get(1)).peers())
        .containsEntry(nodes.get(2).address(), observe(nodes.get(2)).member());
  }

  @Test
  void refusesToReplicateAStranger() {
    NodeSpec node = node(1);
    dataPlane.launch(node);
    assertThatExceptionOfType(DataPlaneException.class)
        .isThrownBy(() -> dataPlane.replicate(node, "f".repeat(40)));
  }

  @Test
  void tellsOfAnExitAndRestartsTheNodeOnItsData() {
    NodeSpec primary = node(1);
    NodeSpec replica = node(2);
    formPair(primary, replica);
    Set<String> exits = ConcurrentHashMap.newKeySet();
    dataPlane.onExit(exits::add);
    String engineId = observe(primary).engineId();

    kill(dataPlane, primary);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(exits).containsExactly(primary.id()));
    assertThat(observe(primary).state()).isEqualTo(State.STOPPED);
    dataPlane.launch(with(primary, History.FORMED));
    await().atMost(PATIENCE).until(() -> observe(primary).isServing());
    assertThat(observe(primary).engineId()).isEqualTo(engineId);
    assertThat(observe(primary).slots()).isEqualTo(Slots.ALL);
    await().atMost(PATIENCE).until(() -> observe(replica).linkUp());
  }

  @Test
  void handsAPrimarysSlotsToItsReplica() {
    NodeSpec primary = node(1);
    NodeSpec replica = node(2);
    formPair(primary, replica);
    List.of(primary, replica).forEach(dataPlane::quicken);

    dataPlane.failOver(replica, primary);

    assertThat(observe(replica).isPrimary()).isTrue();
    assertThat(observe(replica).slots()).isEqualTo(Slots.ALL);
    assertThat(observe(primary).primaryId()).isEqualTo(observe(replica).engineId());
    await().atMost(PATIENCE).until(() -> observe(primary).linkUp());
    dataPlane.failOver(replica, primary);
    assertThat(observe(replica).isPrimary()).as("a second time changes nothing").isTrue();
  }

  @Test
  void movesSlotsUntilNoneIsLeft() {
    List<NodeSpec> primaries = List.of(node(1), node(2), node(3));
    formPrimaries(primaries);
    List<SlotMove> moves =
        List.of(
            new SlotMove(node(1).id(), node(2).id(), Slots.range(0, 2999)),
            new SlotMove(node(1).id(), node(3).id(), Slots.range(3000, 5999)));

    awaitMoved(primaries, moves);

    assertOwned(primaries, "6000-16383", "0-2999", "3000-5999");
    assertThat(dataPlane.moveSlots(primaries, moves, PATIENCE)).as("done").isEqualTo(Slots.NONE);
    awaitMoved(
        primaries, List.of(new SlotMove(node(2).id(), node(3).id(), Slots.range(1000, 1000))));
    assertOwned(primaries, "6000-16383", "0-999,1001-2999", "1000,3000-5999");
  }

  @Test
  void finishesSlotsThatAnInterruptedCallLeftOpen() {
    List<NodeSpec> primaries = List.of(node(1), node(2));
    formPrimaries(primaries);
    List<SlotMove> moves =
        List.of(new SlotMove(node(1).id(), node(2).id(), Slots.range(100, 16383)));
    Slots left = dataPlane.moveSlots(primaries, moves, Duration.ofMillis(200));
    assertThat(left.minus(moves.getFirst().slots())).isEqualTo(Slots.NONE);

    awaitMoved(primaries, List.of());

    assertThat(dataPlane.observe(primaries).all())
        .allSatisfy(node -> assertThat(node.openSlots()).isEqualTo(Slots.NONE));
    Slots first = observe(primaries.get(0)).slots();
    assertOwned(primaries, first.toString(), Slots.ALL.minus(first).toString());
    awaitMoved(primaries, moves);
    assertOwned(primaries, "0-99", "100-16383");
  }

  @Test
  void configuresANodeThatRuns() {
    NodeSpec node = node(1);
    dataPlane.launch(node);
    String engineId = observe(node).engineId();

    dataPlane.configure(
        new NodeSpec(
            node.id(),
            node.address(),
            node.engine(),
            node.tls(),
            node.maxMemory(),
            Map.of("maxclients", "65000", "activedefrag", "yes", "timeout", "20"),
            node.users(),
            node.history()));

    assertThat(observe(node).engineId()).isEqualTo(engineId);
  }

  @Test
  void stopsANodeThatStartsAgainOnItsData() {
    NodeSpec primary = node(1);
    NodeSpec replica = node(2);
    formPair(primary, replica);
    Set<String> exits = ConcurrentHashMap.newKeySet();
    dataPlane.onExit(exits::add);
    String engineId = observe(replica).engineId();

    dataPlane.stop(replica);
    dataPlane.stop(replica);

    assertThat(observe(replica).state()).isEqualTo(State.STOPPED);
    assertThat(dataPlane.isFree(replica.address())).isTrue();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(exits).containsExactly(replica.id()));
    dataPlane.launch(with(replica, History.FORMED));
    await().atMost(PATIENCE).until(() -> observe(replica).linkUp());
    assertThat(observe(replica).engineId()).isEqualTo(engineId);
    assertThat(observe(replica).primaryId()).isEqualTo(observe(primary).engineId());
  }

  @Test
  void refusesToStartANodeWhoseDataIsGone() {
    NodeSpec node = node(1);
    dataPlane.launch(node);
    dataPlane.remove(node);
    assertThatExceptionOfType(NodeDataLostException.class)
        .isThrownBy(() -> dataPlane.launch(with(node, History.FORMED)))
        .withMessageContaining(node.id());
  }

  @Test
  void removesANodeWithItsDataAndFreesItsAddress() {
    NodeSpec node = node(1);
    dataPlane.launch(node);
    String engineId = observe(node).engineId();

    dataPlane.remove(node);
    dataPlane.remove(node);

    assertThat(observe(node).state()).isEqualTo(State.STOPPED);
    assertThat(dataPlane.isFree(node.address())).isTrue();
    dataPlane.launch(node);
    assertThat(observe(node).engineId()).isNotEqualTo(engineId);
  }

  @Test
  void beginsWithItsSeedAndSavesIt() throws IOException {
    NodeSpec node = node(1);
    assertThat(dataPlane.isSeeded(node)).isFalse();
    // One key, foo.
    byte[] file =
        "REDIS0010\0\3foo\3bar\u00ff\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    for (int attempt = 1; attempt <= 2; attempt++) {
      try (NodeSeed seed = dataPlane.seed(node)) {
        seed.out().write(file);
        assertThat(dataPlane.isSeeded(node)).as("attempt %d", attempt).isEqualTo(attempt > 1);
        seed.complete();
      }
    }
    assertThat(dataPlane.isSeeded(node)).isTrue();

    dataPlane.launch(node);

    await().atMost(PATIENCE).until(() -> observe(node).isServing());
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    dataPlane.save(node, node, saved);
    assertThat(saved.toString(StandardCharsets.ISO_8859_1)).contains("\0\3foo\3bar");
    dataPlane.remove(node);
    assertThat(dataPlane.isSeeded(node)).isFalse();
  }

  @Test
  void givesDistinctAddressesToNeighboursInThePool() {
    assertThat(List.of(address(1), address(2), address(3))).doesNotHaveDuplicates();
  }

  private void formPrimaries(List<NodeSpec> primaries) {
    primaries.forEach(dataPlane::launch);
    primaries.forEach(node -> dataPlane.meet(primaries.getFirst(), node.address()));
    dataPlane.addSlots(primaries.getFirst(), Slots.ALL);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(dataPlane.observe(primaries).all())
                    .allSatisfy(node -> assertThat(node.peers()).hasSize(primaries.size() - 1))
                    .allMatch(ObservedNode::clusterOk));
  }

  private void awaitMoved(List<NodeSpec> primaries, List<SlotMove> moves) {
    await()
        .atMost(PATIENCE)
        .until(() -> dataPlane.moveSlots(primaries, moves, Duration.ofSeconds(2)).isEmpty());
  }

  private void assertOwned(List<NodeSpec> primaries, String... slots) {
    Observation observed = dataPlane.observe(primaries);
    for (int i = 0; i < slots.length; i++) {
      ObservedNode owner = observed.of(primaries.get(i).id());
      assertThat(owner.slots()).hasToString(slots[i]);
      assertThat(owner.openSlots()).isEqualTo(Slots.NONE);
      for (NodeSpec other : primaries) {
        if (!other.equals(primaries.get(i))) {
          assertThat(observed.of(other.id()).peers())
              .containsEntry(primaries.get(i).address(), owner.member());
        }
      }
    }
  }

  private void formPair(NodeSpec primary, NodeSpec replica) {
    List.of(primary, replica).forEach(dataPlane::launch);
    dataPlane.meet(primary, replica.address());
    dataPlane.addSlots(primary, Slots.ALL);
    String primaryId = observe(primary).engineId();
    await().atMost(PATIENCE).until(() -> observe(replica).peers().containsKey(primary.address()));
    dataPlane.replicate(replica, primaryId);
    await().atMost(PATIENCE).until(() -> observe(replica).linkUp());
    await().atMost(PATIENCE).until(() -> observe(primary).clusterOk());
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(observe(primary).peers())
                    .containsEntry(replica.address(), observe(replica).member()));
    List.of(primary, replica).forEach(dataPlane::steady);
  }

  private ObservedNode observe(NodeSpec node) {
    return dataPlane.observe(List.of(node)).of(node.id());
  }

  private NodeAddress address(int number) {
    return dataPlane.addressAt(number, 6379);
  }

  protected NodeSpec node(int number) {
    return new NodeSpec(
        "demo-0001-%03d".formatted(number),
        address(number),
        new EngineVersion("redis", "7.0"),
        true,
        64 << 20,
        Map.of("maxmemory-policy", "noeviction"),
        List.of(),
        History.FORMING);
  }

  private static NodeSpec with(NodeSpec node, History history) {
    return new NodeSpec(
        node.id(),
        node.address(),
        node.engine(),
        node.tls(),
        node.maxMemory(),
        node.settings(),
        node.users(),
        history);
  }
}
