package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.tag.Tags;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.InvalidClusterStateException;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterValueException;
import software.amazon.awssdk.services.memorydb.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.memorydb.model.Snapshot;
import software.amazon.awssdk.services.memorydb.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.memorydb.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.memorydb.model.SnapshotQuotaExceededException;
import software.amazon.awssdk.services.memorydb.model.Tag;

/** Snapshots as infrastructure code meets them, of clusters with real engines. */
class SnapshotIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int QUOTA = 21;

  private final TestServer server =
      TestServer.start("memorydb.provisioning.quota.snapshots-per-cluster-and-day=" + QUOTA);
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void passesThroughTheStatesThatInfrastructureCodeWaitsFor() {
    createCluster();
    Set<String> ofSnapshot = new HashSet<>();
    Set<String> ofCluster = new HashSet<>();

    Snapshot created =
        api.createSnapshot(request -> request.clusterName("demo").snapshotName("first")).snapshot();
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              ofCluster.add(Clusters.describe(api, "demo").status());
              String status = snapshot("first").status();
              ofSnapshot.add(status);
              return status.equals("available");
            });

    assertThat(created.status()).isEqualTo("creating");
    assertThat(created.clusterConfiguration().name()).isEqualTo("demo");
    assertThat(ofSnapshot).isSubsetOf("creating", "available");
    assertThat(ofCluster).isSubsetOf("snapshotting", "available");
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
    assertThat(snapshot("first").clusterConfiguration().shards())
        .singleElement()
        .satisfies(
            shard -> {
              assertThat(shard.name()).isEqualTo("0001");
              assertThat(shard.configuration().slots()).isEqualTo("0-16383");
              assertThat(shard.configuration().replicaCount()).isEqualTo(1);
              assertThat(shard.snapshotCreationTime())
                  .isBetween(Instant.now().minus(PATIENCE), Instant.now());
            });

    api.deleteSnapshot(request -> request.snapshotName("first"));
    awaitGone("first");
  }

  @Test
  void refusesEverythingElseUntilTheSnapshotIsTaken() throws IOException {
    createCluster();
    List<ProcessHandle> engines = EngineProcessesOf.directory(server.directory());
    signal("STOP", engines);

    api.createSnapshot(request -> request.clusterName("demo").snapshotName("first"));

    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("snapshotting");
    assertThat(Clusters.describe(api, "demo").shards())
        .as("AWS knows no such status of shards")
        .allSatisfy(shard -> assertThat(shard.status()).isEqualTo("available"));
    assertThatExceptionOfType(InvalidClusterStateException.class)
        .isThrownBy(
            () -> api.createSnapshot(request -> request.clusterName("demo").snapshotName("second")))
        .withMessageContaining("Cluster demo has status snapshotting which is not valid for");
    assertThatExceptionOfType(InvalidClusterStateException.class)
        .isThrownBy(() -> api.deleteCluster(request -> request.clusterName("demo")))
        .withMessageContaining(
            "Cluster demo has status snapshotting which is not valid for deletion.");
    assertThatExceptionOfType(InvalidClusterStateException.class)
        .isThrownBy(
            () ->
                api.deleteCluster(request -> request.clusterName("demo").finalSnapshotName("last")))
        .withMessageContaining("Cluster demo has status snapshotting which is not valid for");
    assertThatExceptionOfType(InvalidSnapshotStateException.class)
        .isThrownBy(() -> api.deleteSnapshot(request -> request.snapshotName("first")))
        .withMessageContaining(
            "Snapshot first has status creating which is not valid for deletion.");
    assertThatExceptionOfType(InvalidSnapshotStateException.class)
        .isThrownBy(() -> copy("first", "second"))
        .withMessageContaining(
            "Snapshot first has status creating which is not valid for copying.");
    assertThat(snapshot("first").status()).isEqualTo("creating");
    assertThat(snapshot("first").clusterConfiguration().shards().getFirst().snapshotCreationTime())
        .isNull();

    signal("CONT", engines);
    awaitAvailable("first");
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
    assertThat(EngineProcessesOf.directory(server.directory()))
        .as("the same engines")
        .containsExactlyInAnyOrderElementsOf(engines);
  }

  @Test
  void takesAFinalSnapshotOfAClusterThatIsDeletedAllTheWhile() {
    createCluster(tag("team", "blue"), tag("cost", null));
    takeSnapshot("taken");
    assertThatExceptionOfType(SnapshotAlreadyExistsException.class)
        .isThrownBy(
            () ->
                api.deleteCluster(
                    request -> request.clusterName("demo").finalSnapshotName("taken")));
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
    Set<String> seen = new HashSet<>();

    seen.add(
        api.deleteCluster(request -> request.clusterName("demo").finalSnapshotName("last"))
            .cluster()
            .status());
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              try {
                seen.add(Clusters.describe(api, "demo").status());
                return false;
              } catch (ClusterNotFoundException e) {
                return true;
              }
            });

    assertThat(seen).containsExactly("deleting");
    assertThat(snapshot("last").status()).isEqualTo("available");
    assertThat(snapshot("last").source()).isEqualTo("manual");
    assertThat(snapshot("taken").status()).as("manual snapshots stay").isEqualTo("available");
    assertThat(tagsOf("last")).containsEntry("team", "blue").containsEntry("cost", null).hasSize(2);
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void inheritsTagsWhereNoneAreGivenAndForgetsThemInTheEnd() {
    createCluster(tag("team", "blue"));
    takeSnapshot("inherits");
    api.createSnapshot(
        request ->
            request
                .clusterName("demo")
                .snapshotName("given")
                .tags(tag("team", "red"), tag("a", "b")));
    awaitAvailable("given");
    copy("given", "copy-inherits");
    api.copySnapshot(
        request ->
            request
                .sourceSnapshotName("given")
                .targetSnapshotName("copy-given")
                .tags(tag("copied", "yes")));

    awaitAvailable("copy-inherits");
    awaitAvailable("copy-given");
    assertThat(tagsOf("inherits")).isEqualTo(Map.of("team", "blue"));
    assertThat(tagsOf("given")).isEqualTo(Map.of("team", "red", "a", "b"));
    assertThat(tagsOf("copy-inherits")).isEqualTo(Map.of("team", "red", "a", "b"));
    assertThat(tagsOf("copy-given")).isEqualTo(Map.of("copied", "yes"));

    api.deleteSnapshot(request -> request.snapshotName("given"));
    awaitGone("given");
    assertThat(tagsOf("given")).isEmpty();
    assertThat(snapshot("copy-inherits").status()).isEqualTo("available");
    assertThat(tagsOf("copy-inherits")).as("copies stay whole").hasSize(2);
  }

  @Test
  void pagesThroughSnapshotsUpToTheQuotaOfACluster() {
    createCluster();
    takeSnapshot("source");
    IntStream.rangeClosed(2, QUOTA).forEach(i -> copy("source", "copy-%02d".formatted(i)));

    assertThatExceptionOfType(SnapshotQuotaExceededException.class)
        .isThrownBy(() -> copy("source", "too-much"))
        .withMessageContaining("at most 21 manual snapshots of cluster demo within 24 hours");
    assertThatExceptionOfType(SnapshotQuotaExceededException.class)
        .isThrownBy(
            () ->
                api.createSnapshot(
                    request -> request.clusterName("demo").snapshotName("too-much")));
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");

    List<String> names = new ArrayList<>();
    assertThat(
            api.describeSnapshotsPaginator(request -> request.maxResults(20)).stream()
                .peek(page -> page.snapshots().forEach(each -> names.add(each.name())))
                .map(page -> page.snapshots().size()))
        .containsExactly(20, 1);
    assertThat(names).isSorted().hasSize(QUOTA).endsWith("source");
    String token = api.describeSnapshots(request -> request.maxResults(20)).nextToken();
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .as("a token of another list")
        .isThrownBy(
            () -> api.describeSnapshots(request -> request.clusterName("demo").nextToken(token)));
    assertThat(api.describeSnapshots(all -> {}).nextToken()).isNull();
  }

  private void createCluster(Tag... tags) {
    api.createCluster(
        request ->
            request.clusterName("demo").nodeType("db.t4g.small").aclName("open-access").tags(tags));
    Clusters.awaitAvailable(api, "demo");
  }

  private void takeSnapshot(String name) {
    api.createSnapshot(request -> request.clusterName("demo").snapshotName(name));
    awaitAvailable(name);
  }

  private void copy(String source, String target) {
    api.copySnapshot(request -> request.sourceSnapshotName(source).targetSnapshotName(target));
  }

  private Snapshot snapshot(String name) {
    return api.describeSnapshots(request -> request.snapshotName(name).showDetail(true))
        .snapshots()
        .getFirst();
  }

  private void awaitAvailable(String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(snapshot(name).status()).isEqualTo("available"));
  }

  private void awaitGone(String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(SnapshotNotFoundException.class)
                    .isThrownBy(() -> snapshot(name)));
  }

  private Map<String, @Nullable String> tagsOf(String name) {
    return server
        .bean(Tags.class)
        .of("arn:aws:memorydb:us-east-1:%s:snapshot/%s".formatted(TestServer.ACCOUNT, name));
  }

  private static Tag tag(String key, @Nullable String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** An engine that is stopped is there, but answers nobody. */
  private static void signal(String name, List<ProcessHandle> engines) throws IOException {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    engines.forEach(engine -> command.add(String.valueOf(engine.pid())));
    assertThat(new ProcessBuilder(command).start().onExit().join().exitValue()).isZero();
  }
}
