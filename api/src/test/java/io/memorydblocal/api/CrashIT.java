package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.CrashingServer;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;

/**
 * The control plane with its built-in database, killed by SIGKILL inside and between the steps of
 * its work and started again: whatever the moment, the end is the same. Each test leaves nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 2_000;

  private final Path directory = TestServer.freshDirectory();
  private final List<String> arguments = TestServer.arguments(directory);
  private Process server;
  private MemoryDbClient api;

  @BeforeAll
  void start() throws IOException {
    Files.deleteIfExists(directory.resolve("server.state"));
    Files.deleteIfExists(directory.resolve(CrashingServer.POINT));
    Files.deleteIfExists(directory.resolve(CrashingServer.REACHED));
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Dspring.aot.enabled=true",
            "-cp",
            System.getProperty("java.class.path"),
            CrashingServer.class.getName(),
            directory.toString()));
    command.addAll(arguments);
    server =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("console.log").toFile()))
            .start();
    Path state = directory.resolve("server.state");
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(server.isAlive()).as("see console.log in " + directory).isTrue();
              return Files.exists(state);
            });
    Properties started = new Properties();
    try (var reader = Files.newBufferedReader(state)) {
      started.load(reader);
    }
    api =
        TestServer.sdk(
            URI.create(started.getProperty("endpoint")), Region.US_EAST_1, "test", "test");
  }

  @AfterAll
  void stopCleanly() {
    server.destroy();
    server.onExit().join();
    assertThat(EngineProcessesOf.directory(directory)).isEmpty();
  }

  @Test
  void finishesACreationThatWasCutShortAtAnyPoint() throws IOException {
    for (String point : List.of("launch:2:during")) {
      killAt(point, () -> Clusters.create(api, "demo", 2, 1, "open-access"));

      Cluster cluster = Clusters.awaitAvailable(api, "demo");
      assertThat(EngineProcessesOf.directory(directory)).as(point).hasSize(4);
      assertWhole(point, cluster);

      api.deleteCluster(request -> request.clusterName("demo"));
      Clusters.awaitGone(api, "demo");
      assertNothingLeft(point);
    }
  }

  @Test
  void finishesADeletionThatWasCutShort() throws IOException {
    String point = "remove:2:during";
    Clusters.create(api, "demo", 2, 1, "open-access");
    Clusters.awaitAvailable(api, "demo");

    killAt(point, () -> api.deleteCluster(request -> request.clusterName("demo")));

    Clusters.awaitGone(api, "demo");
    assertNothingLeft(point);
  }

  @Test
  void finishesAFinalSnapshotThatWasCutShort() throws IOException {
    String point = "save:1:during";
    String snapshot = "last-of-all";
    Clusters.create(api, "demo", 2, 1, "open-access");
    Clusters.awaitAvailable(api, "demo");

    killAt(
        point,
        () ->
            api.deleteCluster(request -> request.clusterName("demo").finalSnapshotName(snapshot)));

    Clusters.awaitGone(api, "demo");
    assertNothingLeft(point);
    assertThat(api.describeSnapshots(request -> request.snapshotName(snapshot)).snapshots())
        .as(point)
        .singleElement()
        .satisfies(taken -> assertThat(taken.status()).isEqualTo("available"));
  }

  @Test
  @Tag("long")
  void finishesARestoreThatWasCutShortAtAnyPoint() throws IOException {
    Clusters.create(api, "demo", 2, 1, "open-access");
    assertWhole("before", Clusters.awaitAvailable(api, "demo"));
    api.deleteCluster(request -> request.clusterName("demo").finalSnapshotName("last"));
    Clusters.awaitGone(api, "demo");
    for (String point : List.of("found:1:during")) {
      killAt(
          point,
          () ->
              api.createCluster(
                  request ->
                      request
                          .clusterName("restored")
                          .nodeType("db.t4g.small")
                          .aclName("open-access")
                          .numShards(3)
                          .snapshotName("last")));

      Cluster cluster = Clusters.awaitAvailable(api, "restored");
      try (RedisClusterClient client = client(cluster);
          var connection = client.connect()) {
        assertThat(connection.sync().dbsize()).as(point).isEqualTo(10);
        for (int i = 0; i < 10; i++) {
          assertThat(connection.sync().get("key:" + i)).as(point).isEqualTo("value");
        }
      }
      api.deleteCluster(request -> request.clusterName("restored"));
      Clusters.awaitGone(api, "restored");
      assertNothingLeft(point);
    }
  }

  @Test
  void finishesAChangeOfShardsThatWasCutShortAtAnyPoint() throws IOException {
    Clusters.create(api, "demo", 1, 1, "open-access");
    fill(Clusters.awaitAvailable(api, "demo"));
    List<String> out = List.of("moveSlots:1:during");
    List<String> in = List.of("moveSlots:1:during", "remove:1:before");
    for (int i = 0; i < out.size(); i++) {
      killAt(out.get(i), () -> resize(2));
      Cluster larger = Clusters.awaitAvailable(api, "demo");
      assertWhole("out, " + out.get(i), larger);
      assertFilled("out, " + out.get(i), larger);

      killAt(in.get(i), () -> resize(1));
      Cluster smaller = Clusters.awaitAvailable(api, "demo");
      assertThat(smaller.shards())
          .as(in.get(i))
          .extracting(shard -> shard.slots())
          .containsExactly("0-16383");
      assertThat(EngineProcessesOf.directory(directory)).as(in.get(i)).hasSize(2);
      assertFilled("in, " + in.get(i), smaller);
    }
    api.deleteCluster(request -> request.clusterName("demo"));
    Clusters.awaitGone(api, "demo");
    assertNothingLeft("the end");
  }

  @Test
  @Tag("long")
  void finishesAChangeOfNodeTypeThatWasCutShort() throws IOException {
    Clusters.create(api, "demo", 1, 1, "open-access");
    fill(Clusters.awaitAvailable(api, "demo"));
    String point = "failOver:1:during";
    killAt(
        point,
        () -> api.updateCluster(request -> request.clusterName("demo").nodeType("db.t4g.medium")));

    Cluster changed = Clusters.awaitAvailable(api, "demo");
    assertThat(changed.nodeType()).isEqualTo("db.t4g.medium");
    assertThat(EngineProcessesOf.directory(directory)).hasSize(2);
    assertFilled(point, changed);
    api.deleteCluster(request -> request.clusterName("demo"));
    Clusters.awaitGone(api, "demo");
    assertNothingLeft("the end");
  }

  private void resize(int shards) {
    api.updateCluster(
        request ->
            request
                .clusterName("demo")
                .shardConfiguration(configuration -> configuration.shardCount(shards)));
  }

  private void fill(Cluster cluster) {
    try (RedisClusterClient client = client(cluster);
        var connection = client.connect()) {
      for (int i = 0; i < KEYS; i++) {
        connection.sync().set("kept:" + i, "value " + i);
      }
    }
  }

  private void assertFilled(String point, Cluster cluster) {
    try (RedisClusterClient client = client(cluster);
        var connection = client.connect()) {
      for (int i = 0; i < KEYS; i++) {
        assertThat(connection.sync().get("kept:" + i)).as(point).isEqualTo("value " + i);
      }
    }
  }

  private RedisClusterClient client(Cluster cluster) {
    return Clusters.client(cluster.clusterEndpoint(), directory.resolve("ca.pem"), null, "");
  }

  private void killAt(String point, Runnable work) throws IOException {
    Files.writeString(directory.resolve(CrashingServer.POINT), point);
    work.run();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(1))
        .untilAsserted(
            () -> assertThat(directory.resolve(CrashingServer.REACHED)).as(point).exists());
    server.destroyForcibly().onExit().join();
    start();
  }

  /** Two shards of 8,192 slots, each with a replica, and both take writes. */
  private void assertWhole(String point, Cluster cluster) {
    assertThat(cluster.shards())
        .as(point)
        .extracting(shard -> shard.slots())
        .containsExactly("0-8191", "8192-16383");
    assertThat(cluster.shards())
        .as(point)
        .allSatisfy(shard -> assertThat(shard.nodes()).hasSize(2));
    try (RedisClusterClient client =
            Clusters.client(cluster.clusterEndpoint(), directory.resolve("ca.pem"), null, "");
        var connection = client.connect()) {
      assertThat(client.getPartitions())
          .as(point)
          .filteredOn(node -> node.getRole().isUpstream())
          .hasSize(2)
          .allSatisfy(node -> assertThat(node.getSlots()).hasSize(8_192));
      assertThat(client.getPartitions())
          .as(point)
          .filteredOn(node -> node.getRole().isReplica())
          .hasSize(2);
      for (int i = 0; i < 10; i++) {
        assertThat(connection.sync().set("key:" + i, "value")).as(point).isEqualTo("OK");
      }
    }
  }

  private void assertNothingLeft(String point) throws IOException {
    assertThat(EngineProcessesOf.directory(directory)).as(point).isEmpty();
    try (var nodes = Files.list(directory.resolve("data-plane").resolve("nodes"))) {
      assertThat(nodes).as(point).isEmpty();
    }
  }
}
