package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.SetArgs;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.testing.MotoServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.Snapshot;
import software.amazon.awssdk.services.memorydb.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.memorydb.model.SourceType;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Data on their way through snapshots, from real engines to others in another layout. */
class SnapshotRestoreIT {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final long FAR_AWAY = 4_000_000_000_000L;
  private static final int KEYS = 500;

  private final Path moto = TestServer.freshDirectory().resolve("moto.log");
  private final Optional<MotoServer> aws = MotoServer.start(moto);
  private final TestServer server = TestServer.start(properties());
  private final MemoryDbClient api = server.sdk();

  private String[] properties() {
    return aws.map(
            s3 ->
                new String[] {
                  "memorydb.snapshots.s3.endpoint=" + s3.endpoint(),
                  "memorydb.snapshots.s3.path-style=true",
                  "memorydb.snapshots.s3.access-key-id=id",
                  "memorydb.snapshots.s3.secret-access-key=secret"
                })
        .orElse(new String[0]);
  }

  @AfterEach
  void stop() {
    server.close();
    aws.ifPresent(MotoServer::close);
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void bringsADeletedClusterBackInAnotherLayout() throws IOException {
    create("demo", 2, 1);
    Map<String, String> before = write("demo");
    api.deleteCluster(request -> request.clusterName("demo").finalSnapshotName("last"));
    Clusters.awaitGone(api, "demo");
    assertThat(snapshot("last").clusterConfiguration().shards())
        .allSatisfy(shard -> assertThat(shard.size()).isEqualTo("1 MB"))
        .hasSize(2);
    assertThat(content())
        .hasSize(3)
        .allSatisfy(
            file -> assertThat(file).content(StandardCharsets.ISO_8859_1).doesNotContain("REDIS0"));

    restore("wider", "last", 3, 1);
    assertThat(api.describeSnapshots(all -> {}).snapshots().getFirst().status())
        .isIn("restoring", "available");
    Cluster wider = Clusters.awaitAvailable(api, "wider");
    assertThat(wider.shards())
        .hasSize(3)
        .allSatisfy(s -> assertThat(s.numberOfNodes()).isEqualTo(2));
    assertThat(read("wider")).isEqualTo(before);

    // The same layout as the snapshot's, from a copy whose source is gone.
    api.copySnapshot(
        request -> request.sourceSnapshotName("last").targetSnapshotName("copy").kmsKeyId("mine"));
    awaitSnapshot("copy");
    api.deleteSnapshot(request -> request.snapshotName("last"));
    awaitSnapshotGone("last");
    restore("same", "copy", 2, 0);
    Clusters.awaitAvailable(api, "same");
    assertThat(read("same")).isEqualTo(before);

    api.deleteSnapshot(request -> request.snapshotName("copy"));
    awaitSnapshotGone("copy");
    assertThat(content()).as("files left over").isEmpty();
  }

  @Test
  void restoresNothingFromDamagedFiles() throws IOException {
    create("demo", 1, 0);
    write("demo");
    api.createSnapshot(request -> request.clusterName("demo").snapshotName("damaged"));
    awaitSnapshot("damaged");
    Clusters.awaitAvailable(api, "demo");
    Path file =
        content().stream().filter(f -> f.toString().endsWith(".rdb")).findAny().orElseThrow();
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    restore("restored", "damaged", 2, 1);

    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(Clusters.describe(api, "restored").status())
                    .isEqualTo("restore-failed"));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(EngineProcessesOf.directory(server.directory()))
                    .as("only the source's engine")
                    .hasSize(1));
    assertThat(
            api.describeEvents(r -> r.sourceName("restored").sourceType(SourceType.CLUSTER))
                .events())
        .extracting(event -> event.message())
        .anyMatch(
            message ->
                message.startsWith("Restore from damaged failed for node restored-0001-001. ")
                    && message.contains("is damaged"));
    api.deleteCluster(request -> request.clusterName("restored"));
    Clusters.awaitGone(api, "restored");
    assertThat(read("demo")).hasSizeGreaterThan(KEYS);
  }

  @Test
  void exportsToABucketAndRestoresFromIt() {
    assumeTrue(aws.isPresent(), "S3 isn't tested: moto_server is not installed");
    create("demo", 2, 0);
    Map<String, String> before = write("demo");
    api.createSnapshot(request -> request.clusterName("demo").snapshotName("source"));
    awaitSnapshot("source");
    try (S3Client s3 = s3()) {
      s3.createBucket(bucket -> bucket.bucket("exports"));

      assertThat(export("out", "exports").status()).isEqualTo("exporting");
      awaitSnapshotGone("out");

      assertThat(s3.listObjectsV2(list -> list.bucket("exports")).contents())
          .extracting(S3Object::key)
          .containsExactly("out-0001.rdb", "out-0002.rdb");
      s3.putObject(
          object -> object.bucket("exports").key("foreign.rdb"),
          RequestBody.fromString("no file of an engine"));
    }
    restoreFiles(
        "restored", "arn:aws:s3:::exports/out-0001.rdb", "arn:aws:s3:::exports/out-0002.rdb");
    Clusters.awaitAvailable(api, "restored");
    assertThat(read("restored")).isEqualTo(before);

    restoreFiles("foreign", "arn:aws:s3:::exports/foreign.rdb");
    awaitRestoreFailed(
        "foreign",
        "Restore from arn:aws:s3:::exports/foreign.rdb failed for node foreign-0001-001."
            + " arn:aws:s3:::exports/foreign.rdb can't be used: it is not an RDB file.");
    restoreFiles("missing", "arn:aws:s3:::exports/missing.rdb");
    awaitRestoreFailed(
        "missing",
        "Restore from arn:aws:s3:::exports/missing.rdb failed for node missing-0001-001."
            + " s3://exports/missing.rdb doesn't exist.");
  }

  private void awaitRestoreFailed(String name, String message) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> assertThat(Clusters.describe(api, name).status()).isEqualTo("restore-failed"));
    assertThat(api.describeEvents(r -> r.sourceName(name).sourceType(SourceType.CLUSTER)).events())
        .extracting(event -> event.message())
        .contains(message);
  }

  private void create(String name, int shards, int replicas) {
    Clusters.create(api, name, shards, replicas, "open-access");
    Clusters.awaitAvailable(api, name);
  }

  private void restore(String name, String snapshot, int shards, int replicas) {
    api.createCluster(
        request ->
            request
                .clusterName(name)
                .nodeType("db.t4g.small")
                .numShards(shards)
                .numReplicasPerShard(replicas)
                .aclName("open-access")
                .snapshotName(snapshot));
  }

  private void restoreFiles(String name, String... arns) {
    api.createCluster(
        request ->
            request
                .clusterName(name)
                .nodeType("db.t4g.small")
                .numReplicasPerShard(0)
                .aclName("open-access")
                .snapshotArns(arns));
  }

  private Snapshot export(String name, String bucket) {
    return api.copySnapshot(
            request ->
                request.sourceSnapshotName("source").targetSnapshotName(name).targetBucket(bucket))
        .snapshot();
  }

  /** Every key with its value and its end, as read back. */
  private Map<String, String> write(String cluster) {
    try (RedisClusterClient client = client(cluster);
        StatefulRedisClusterConnection<String, String> line = client.connect()) {
      RedisAdvancedClusterCommands<String, String> redis = line.sync();
      for (int i = 0; i < KEYS; i++) {
        if (i % 2 == 0) {
          redis.set("key:" + i, "value " + i);
        } else {
          redis.set("key:" + i, "value " + i, SetArgs.Builder.pxAt(FAR_AWAY + i));
        }
      }
      for (int i = 0; i < 20; i++) {
        redis.hset("hash:" + i, Map.of("a", "x".repeat(i), "b", "2"));
        redis.rpush("list:" + i, "a", "b", String.valueOf(i));
      }
    }
    return read(cluster);
  }

  private Map<String, String> read(String cluster) {
    Map<String, String> all = new TreeMap<>();
    try (RedisClusterClient client = client(cluster);
        StatefulRedisClusterConnection<String, String> line = client.connect()) {
      RedisAdvancedClusterCommands<String, String> redis = line.sync();
      List<String> keys = new ArrayList<>();
      KeyScanCursor<String> cursor = redis.scan();
      keys.addAll(cursor.getKeys());
      while (!cursor.isFinished()) {
        cursor = redis.scan(cursor);
        keys.addAll(cursor.getKeys());
      }
      for (String key : keys) {
        String value =
            switch (redis.type(key)) {
              case "string" -> redis.get(key);
              case "hash" -> new TreeMap<>(redis.hgetall(key)).toString();
              default -> redis.lrange(key, 0, -1).toString();
            };
        all.put(key, value + " until " + redis.pexpiretime(key));
      }
    }
    return all;
  }

  private RedisClusterClient client(String cluster) {
    return Clusters.client(
        Clusters.describe(api, cluster).clusterEndpoint(), server.caCertificate(), null, "");
  }

  private Snapshot snapshot(String name) {
    return api.describeSnapshots(request -> request.snapshotName(name).showDetail(true))
        .snapshots()
        .getFirst();
  }

  private void awaitSnapshot(String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(snapshot(name).status()).isEqualTo("available"));
  }

  private void awaitSnapshotGone(String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(SnapshotNotFoundException.class)
                    .isThrownBy(() -> snapshot(name)));
  }

  private List<Path> content() throws IOException {
    Path directory = server.directory().resolve("snapshots");
    if (Files.notExists(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private S3Client s3() {
    return S3Client.builder()
        .endpointOverride(aws.orElseThrow().endpoint())
        .forcePathStyle(true)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }
}
