package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.Slots;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters of real engines that know each other from their first moment on. */
class FoundingIT {

  private static final EngineVersion REDIS = new EngineVersion("redis", "7.0");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private ProcessDataPlane dataPlane;

  @BeforeEach
  void open() {
    dataPlane =
        ProcessDataPlane.open(
            new ProcessDataPlane.Settings(directory, "127.104.0.0/24", "26379-26479", Map.of(), ""),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    dataPlane.close();
  }

  @Test
  void foundsAClusterThatServesAtOnceAndSurvivesARestart() {
    List<NewShard> shards =
        List.of(
            new NewShard(node(1), List.of(node(2)), Slots.range(0, 5_460)),
            new NewShard(node(3), List.of(node(4)), Slots.range(5_461, 10_922)),
            new NewShard(node(5), List.of(node(6)), Slots.range(10_923, 16_383)));
    assertThat(dataPlane.canFound(REDIS)).isTrue();

    assertThat(dataPlane.found(shards)).isTrue();

    await().atMost(PATIENCE).untilAsserted(() -> assertWhole(shards));
    assertThat(dataPlane.canFound(REDIS)).isTrue();
    List<NodeSpec> nodes = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    dataPlane.stop(nodes.get(0));
    dataPlane.stop(nodes.get(3));
    dataPlane.launch(formed(nodes.get(0)));
    dataPlane.launch(formed(nodes.get(3)));
    await().atMost(PATIENCE).untilAsserted(() -> assertWhole(shards));
  }

  @Test
  void foundsAClusterOfOneNode() {
    List<NewShard> shards = List.of(new NewShard(node(7), List.of(), Slots.ALL));

    assertThat(dataPlane.found(shards)).isTrue();

    await().atMost(PATIENCE).untilAsserted(() -> assertWhole(shards));
  }

  /** All tell the same, know nobody else, and serve. */
  private void assertWhole(List<NewShard> shards) {
    List<NodeSpec> nodes = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    Observation seen = dataPlane.observe(nodes);
    Set<String> ids = seen.all().stream().map(ObservedNode::engineId).collect(Collectors.toSet());
    assertThat(ids).hasSize(nodes.size());
    for (NodeSpec viewer : nodes) {
      ObservedNode node = seen.of(viewer.id());
      assertThat(node.clusterOk()).isTrue();
      assertThat(node.known()).isSubsetOf(ids).hasSize(nodes.size() - 1);
      for (NodeSpec peer : nodes) {
        if (!peer.equals(viewer)) {
          assertThat(node.peers().get(peer.address())).isEqualTo(seen.of(peer.id()).member());
        }
      }
    }
    for (NewShard shard : shards) {
      ObservedNode primary = seen.of(shard.primary().id());
      assertThat(primary.isPrimary()).isTrue();
      assertThat(primary.slots()).isEqualTo(shard.slots());
      for (NodeSpec replica : shard.replicas()) {
        assertThat(seen.of(replica.id()).primaryId()).isEqualTo(primary.engineId());
        assertThat(seen.of(replica.id()).linkUp()).isTrue();
      }
    }
  }

  private NodeSpec node(int number) {
    return new NodeSpec(
        "founded-%04d-001".formatted(number),
        dataPlane.addressAt(number, 6379),
        REDIS,
        true,
        64L << 20,
        Map.of(),
        List.<EngineUser>of(),
        History.FORMING);
  }

  private static NodeSpec formed(NodeSpec node) {
    return new NodeSpec(
        node.id(),
        node.address(),
        node.engine(),
        node.tls(),
        node.maxMemory(),
        node.settings(),
        node.users(),
        History.FORMED);
  }
}
