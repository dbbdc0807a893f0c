package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.NumberedWrites;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import software.amazon.awssdk.services.memorydb.model.Event;
import software.amazon.awssdk.services.memorydb.model.Node;

/** Nodes and zones that are lost, with all they had on disk. */
class LossIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration KILLING = Duration.ofSeconds(60);
  private static final long SEED = 20_260_101;

  private final TestServer server = TestServer.start();
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void survivesTheOutageOfAZone() {
    Clusters.create(api, "demo", 3, 1, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    Endpoint endpoint = cluster.clusterEndpoint();
    String zone = cluster.shards().getFirst().nodes().getFirst().availabilityZone();
    List<String> lost =
        cluster.shards().stream()
            .flatMap(shard -> shard.nodes().stream())
            .filter(node -> node.availabilityZone().equals(zone))
            .map(Node::name)
            .toList();
    try (RedisClusterClient client = client(cluster, zone);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      writes.stop();

      lost.forEach(this::destroy);

      awaitEvents(lost.size(), "Finished recovery for node ");
      Clusters.awaitAvailable(api, "demo");
      assertThat(EngineProcessesOf.directory(server.directory())).hasSize(6);
      writes.assertNoneLost(client);
      try (var connection = client.connect()) {
        connection.sync().set("after", "the outage");
      }
    }
    assertThat(messages()).anyMatch(message -> message.startsWith("Failover to replica node"));
    assertThat(endpoint.address()).isNotEmpty();
  }

  @Test
  void saysThatAShardIsLostAndServesTheOthers() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    Endpoint survivor = cluster.shards().getLast().nodes().getFirst().endpoint();
    cluster.shards().getFirst().nodes().forEach(node -> destroy(node.name()));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Clusters.describe(api, "demo").status()).isEqualTo("degraded"));
    assertThat(messages()).anyMatch(message -> message.startsWith("Shard 0001 is lost"));
    try (RedisClusterClient client = Clusters.client(survivor, server.caCertificate(), null, "");
        var connection = client.connect()) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  // Slot 15495.
                  assertThat(connection.sync().set("a", "1")).isEqualTo("OK"));
      assertThatExceptionOfType(RedisException.class)
          // Slot 3300.
          .isThrownBy(() -> connection.sync().set("b", "1"));
    }
    api.deleteCluster(request -> request.clusterName("demo"));
    Clusters.awaitGone(api, "demo");
  }

  @Test
  void losesNoAcknowledgedWriteWhileEnginesAreKilledAtRandom() {
    Random random = new Random(SEED);
    Clusters.create(api, "demo", 3, 1, "open-access");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = Clusters.client(endpoint, server.caCertificate(), null, "");
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      long end = System.nanoTime() + KILLING.toNanos();
      int kills = 0;
      while (System.nanoTime() - end < 0) {
        List<ProcessHandle> engines = EngineProcessesOf.directory(server.directory());
        ProcessHandle victim = engines.get(random.nextInt(engines.size()));
        assertThat(victim.destroyForcibly()).isTrue();
        kills++;
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    !victim.isAlive()
                        && EngineProcessesOf.directory(server.directory()).size() == 6);
        writes.awaitMore();
      }
      writes.stop();
      assertThat(kills).isGreaterThan(5);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(Clusters.describe(api, "demo").shards())
                      .flatExtracting(shard -> shard.nodes())
                      .hasSize(6)
                      .allMatch(node -> node.status().equals("available")));
      writes.assertNoneLost(client);
    }
  }

  /** The first node that survives, for a client that begins with it. */
  private RedisClusterClient client(Cluster cluster, String lostZone) {
    Endpoint endpoint =
        cluster.shards().stream()
            .flatMap(shard -> shard.nodes().stream())
            .filter(node -> !node.availabilityZone().equals(lostZone))
            .map(Node::endpoint)
            .findFirst()
            .orElseThrow();
    return Clusters.client(endpoint, server.caCertificate(), null, "");
  }

  private void awaitEvents(int count, String beginning) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(messages())
                    .filteredOn(message -> message.startsWith(beginning))
                    .hasSize(count));
  }

  private List<String> messages() {
    return api
        .describeEvents(request -> request.sourceName("demo").sourceType("cluster"))
        .events()
        .stream()
        .map(Event::message)
        .toList();
  }

  /** Deletes what a node has on disk, then kills it. */
  private void destroy(String nodeName) {
    Path nodes = server.directory().resolve("data-plane").resolve("nodes");
    try (Stream<Path> directories = Files.list(nodes)) {
      Path directory =
          directories
              .filter(path -> path.getFileName().toString().startsWith(nodeName + "-"))
              .findFirst()
              .orElseThrow();
      ProcessHandle engine =
          EngineProcessesOf.directory(server.directory()).stream()
              .filter(
                  process ->
                      List.of(process.info().arguments().orElseThrow()).stream()
                          .anyMatch(argument -> argument.startsWith(directory + "/")))
              .findFirst()
              .orElseThrow();
      try (Stream<Path> files = Files.walk(directory)) {
        files.sorted(Comparator.reverseOrder()).forEach(LossIT::delete);
      }
      assertThat(engine.destroyForcibly()).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
