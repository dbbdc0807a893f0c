package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.NumberedWrites;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterCombinationException;

/** Running clusters get other shards, replicas, node types and engines, under a writing client. */
class ElasticIT {

  private final Path otherEngine = TestServer.freshDirectory().resolve("valkey-server");
  private final TestServer server =
      TestServer.start(
          "memorydb.data-plane.engines.valkey-7.2=" + copyOfTheShippedEngine(otherEngine));
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void addsAndRemovesReplicas() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = client(endpoint);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      replicas(3);
      Cluster larger = Clusters.awaitAvailable(api, "demo");
      assertThat(larger.shards()).allMatch(shard -> shard.numberOfNodes() == 4);
      assertThat(larger.shards())
          .allMatch(
              shard ->
                  shard.nodes().stream().map(node -> node.availabilityZone()).distinct().count()
                      >= 3);
      assertThat(EngineProcessesOf.directory(server.directory())).hasSize(8);
      writes.awaitMore();

      replicas(0);
      Cluster smaller = Clusters.awaitAvailable(api, "demo");
      assertThat(smaller.shards()).allMatch(shard -> shard.numberOfNodes() == 1);
      assertThat(EngineProcessesOf.directory(server.directory())).hasSize(2);
      writes.awaitMore();
      writes.stop();
      assertThat(writes.refused()).as("primaries were never touched").isZero();
      writes.assertNoneLost(client);
      assertThat(knownNodes(client)).as("nothing is left of removed nodes").isEqualTo(2);
    }
  }

  @Test
  void addsAndRemovesShardsWhileAClientWrites() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = client(endpoint);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      Cluster asked =
          api.updateCluster(r -> r.clusterName("demo").shardConfiguration(c -> c.shardCount(4)))
              .cluster();
      assertThat(asked.status()).isEqualTo("updating");
      assertThat(asked.numberOfShards()).isEqualTo(4);
      Cluster larger = Clusters.awaitAvailable(api, "demo");
      assertThat(larger.shards()).hasSize(4).allMatch(shard -> shard.numberOfNodes() == 2);
      assertThat(larger.shards()).allMatch(shard -> slots(shard.slots()) == 4_096);
      assertThat(writes.refused()).as("errors while slots moved").isZero();
      writes.awaitMore();

      api.updateCluster(r -> r.clusterName("demo").shardConfiguration(c -> c.shardCount(1)));
      Cluster smaller = Clusters.awaitAvailable(api, "demo");
      assertThat(smaller.shards()).hasSize(1);
      assertThat(smaller.shards().getFirst().slots()).isEqualTo("0-16383");
      assertThat(EngineProcessesOf.directory(server.directory())).hasSize(2);
      writes.awaitMore();
      writes.stop();
      writes.assertNoneLost(client);
      assertThat(knownNodes(client)).isEqualTo(2);
    }
  }

  private static int slots(String ranges) {
    int count = 0;
    for (String range : ranges.split(",", -1)) {
      String[] ends = range.split("-", -1);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    return count;
  }

  @Test
  void changesNodeTypeAndEngineOneNodeAfterTheOther() {
    Clusters.create(api, "demo", 1, 1, "open-access");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = client(endpoint);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      assertThat(
              api.updateCluster(r -> r.clusterName("demo").nodeType("db.r6g.large"))
                  .cluster()
                  .status())
          .isEqualTo("updating");
      assertThat(Clusters.awaitAvailable(api, "demo").nodeType()).isEqualTo("db.r6g.large");
      writes.awaitMore();
      assertThat(maxMemory(client)).isGreaterThan(10_000_000_000L);

      api.updateCluster(r -> r.clusterName("demo").engine("valkey").engineVersion("7.2"));
      Cluster upgraded = Clusters.awaitAvailable(api, "demo");
      assertThat(upgraded.engine()).isEqualTo("valkey");
      assertThat(upgraded.engineVersion()).isEqualTo("7.2");
      assertThat(upgraded.parameterGroupName()).isEqualTo("default.memorydb-valkey7");
      assertThat(executables()).containsExactly(otherEngine.toString());
      writes.awaitMore();
      writes.stop();
      writes.assertNoneLost(client);
    }
    assertThatExceptionOfType(InvalidParameterCombinationException.class)
        .isThrownBy(
            () ->
                api.updateCluster(r -> r.clusterName("demo").engine("redis").engineVersion("7.1")))
        .withMessageContaining("can't go back");
  }

  @Test
  void restartsAClusterWithoutReplicasFromItsLog() {
    Clusters.create(api, "demo", 1, 0, "open-access");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = client(endpoint);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      api.updateCluster(r -> r.clusterName("demo").nodeType("db.t4g.medium"));
      Clusters.awaitAvailable(api, "demo");
      writes.awaitMore();
      writes.stop();
      writes.assertNoneLost(client);
    }
  }

  private void replicas(int count) {
    assertThat(
            api.updateCluster(
                    r -> r.clusterName("demo").replicaConfiguration(c -> c.replicaCount(count)))
                .cluster()
                .status())
        .isEqualTo("updating");
  }

  private RedisClusterClient client(Endpoint endpoint) {
    return Clusters.client(endpoint, server.caCertificate(), null, "");
  }

  private static long knownNodes(RedisClusterClient client) {
    try (var connection = client.connect()) {
      return connection.sync().clusterNodes().lines().count();
    }
  }

  private static long maxMemory(RedisClusterClient client) {
    try (var connection = client.connect()) {
      return connection
          .sync()
          .info("memory")
          .lines()
          .filter(line -> line.startsWith("maxmemory:"))
          .mapToLong(line -> Long.parseLong(line.substring("maxmemory:".length()).strip()))
          .findFirst()
          .orElseThrow();
    }
  }

  private Set<String> executables() {
    List<ProcessHandle> engines = EngineProcessesOf.directory(server.directory());
    assertThat(engines).hasSize(2);
    return engines.stream()
        .map(engine -> engine.info().command().orElse("?"))
        .collect(Collectors.toSet());
  }

  /** Another file with the same content is another build, as far as a process can show. */
  private static Path copyOfTheShippedEngine(Path target) {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    String resource = "redis-server-7.0.15-linux-" + architecture;
    try (InputStream content = ElasticIT.class.getClassLoader().getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(content, resource), target);
      assertThat(target.toFile().setExecutable(true)).isTrue();
      return target;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
