package io.memorydblocal.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.dataplane.testing.InMemoryDataPlane;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.access.BuiltInAccess;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.cluster.Network;
import io.memorydblocal.provisioning.cluster.Storage;
import io.memorydblocal.provisioning.cluster.Upkeep;
import io.memorydblocal.provisioning.parameter.ParameterGroups;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.SteppedTime;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.SnapshotRepository;
import io.memorydblocal.provisioning.snapshot.SnapshotSchedule;
import io.memorydblocal.provisioning.snapshot.SnapshotShard;
import io.memorydblocal.provisioning.snapshot.SnapshotSource;
import io.memorydblocal.provisioning.snapshot.SnapshotStatus;
import io.memorydblocal.provisioning.snapshot.Snapshots;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Snapshots and the clusters that wait for them, on a real database with engines in memory. */
class SnapshotReconciliationIT {

  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int LAST_ATTEMPT = 5;

  @TempDir private Path directory;

  private final TestDatabase.Location database = TestDatabase.fresh();
  private final InMemoryDataPlane engines = new InMemoryDataPlane();
  private ConfigurableApplicationContext controlPlane;

  @BeforeEach
  void start() {
    TestControlPlane.ENGINES.set(engines);
    controlPlane =
        new SpringApplicationBuilder(TestControlPlane.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.flyway.locations=classpath:db/migrations",
                "spring.jpa.hibernate.ddl-auto=validate",
                "spring.jpa.open-in-view=false",
                "memorydb.snapshots.directory=" + directory.resolve("snapshots"),
                "memorydb.snapshots.master-key-file=" + directory.resolve("master-key"),
                "test.control-plane-id=one")
            .run();
  }

  @AfterEach
  void stop() {
    TestControlPlane.CLOCK.set(Clock.systemUTC());
    controlPlane.close();
  }

  @Test
  void takesASnapshotOfEveryShardFromAReplica() {
    createCluster();

    snapshot("first");

    awaitAvailable("first");
    assertThat(clusterStatus()).as("in the same transaction").isEqualTo(ClusterStatus.AVAILABLE);
    assertThat(shards("first"))
        .extracting(SnapshotShard::name, SnapshotShard::slots, SnapshotShard::nodeName)
        .containsExactly(
            tuple("0001", "0-8191", "demo-0001-002"), tuple("0002", "8192-16383", "demo-0002-002"));
    assertThat(shards("first"))
        .allSatisfy(
            shard -> {
              assertThat(shard.replicaCount()).isEqualTo(1);
              assertThat(shard.takenAt()).isNotNull();
            });
    assertThat(messages())
        .endsWith(
            "Snapshot first succeeded for node demo-0001-002",
            "Snapshot first succeeded for node demo-0002-002");
  }

  @Test
  void waitsForAPrimaryThatDiedWhileItsClusterHealsIt() {
    createCluster();
    stopReconciling();
    engines.kill(primary());

    snapshot("first");
    restart();

    awaitAvailable("first");
    assertThat(engines.running()).hasSize(4);
    assertThat(messages())
        .containsSubsequence(
            "Recovering node demo-0001-001", "Snapshot first succeeded for node demo-0001-002");
  }

  @Test
  void lendsTheClusterToNobodyUntilItIsTakenEvenIfTheControlPlaneEnds() {
    createCluster();
    stopReconciling();

    snapshot("first");

    assertThat(clusterStatus()).isEqualTo(ClusterStatus.SNAPSHOTTING);
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> changeCluster(Cluster::startSnapshot))
        .withMessage("Cluster demo has status snapshotting which is not valid for a snapshot.");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> changeCluster(Cluster::startDeleting))
        .withMessage("Cluster demo has status snapshotting which is not valid for deletion.");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> changeCluster(Cluster::startFinalSnapshot));
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> changeSnapshot("first", Snapshot::startDeleting))
        .withMessage("Snapshot first has status creating which is not valid for deletion.");
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> changeSnapshot("first", first -> first.copy("copy", null, Instant.EPOCH)))
        .withMessage("Snapshot first has status creating which is not valid for copying.");
    restart();

    awaitAvailable("first");
    assertThat(clusterStatus()).isEqualTo(ClusterStatus.AVAILABLE);
  }

  @Test
  void takesTheFinalSnapshotBeforeAnyNodeGoes() {
    createCluster();
    stopReconciling();

    finalSnapshot("last");

    assertThat(clusterStatus().wireName()).isEqualTo("deleting");
    assertThat(status("last")).contains(SnapshotStatus.CREATING);
    restart();

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(cluster()).isEmpty());
    assertThat(engines.known()).isEmpty();
    assertThat(status("last")).contains(SnapshotStatus.AVAILABLE);
    assertThat(messages())
        .containsSubsequence(
            "Snapshot last succeeded for node demo-0001-001",
            "Removed node demo-0001-001",
            "Cluster deleted.");
  }

  @Test
  void keepsAClusterWhoseFinalSnapshotFailed() {
    createCluster();
    stopReconciling();
    finalSnapshot("last");

    failed("last", LAST_ATTEMPT - 1);
    assertThat(status("last")).contains(SnapshotStatus.CREATING);
    failed("last", LAST_ATTEMPT);

    assertThat(status("last")).contains(SnapshotStatus.FAILED);
    assertThat(clusterStatus()).isEqualTo(ClusterStatus.AVAILABLE);
    assertThat(messages())
        .endsWith(
            "Snapshot last failed for node demo-0001-001. No disk",
            "Snapshot last failed for node demo-0002-001. No disk");
    changeSnapshot("last", Snapshot::startDeleting);
    restart();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("last")).isEmpty());
    assertThat(engines.running()).as("the nodes are still there").hasSize(4);
  }

  @Test
  void deletesAutomatedSnapshotsWithTheirClusterAndKeepsManualOnes() {
    createCluster();
    snapshot("manual");
    awaitAvailable("manual");
    changeCluster(
        cluster -> {
          cluster.startSnapshot();
          request(
              bean(SnapshotRepository.class)
                  .save(
                      Snapshot.requested(
                          cluster,
                          "automatic.demo-2026-01-01-05-00",
                          SnapshotSource.AUTOMATED,
                          null,
                          Instant.EPOCH)));
        });
    awaitAvailable("automatic.demo-2026-01-01-05-00");

    changeCluster(Cluster::startDeleting);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(status("automatic.demo-2026-01-01-05-00")).as("gone").isEmpty());
    assertThat(status("manual")).contains(SnapshotStatus.AVAILABLE);
    assertThat(count("snapshot_shard")).as("rows of the one that is left").isEqualTo(2);
    assertThat(messages()).endsWith("Snapshot automatic.demo-2026-01-01-05-00 deleted");
  }

  @Test
  void takesASnapshotADayInTheWindowAndKeepsItForItsDays() {
    createCluster();
    changeCluster(
        cluster ->
            cluster.maintain(
                new Upkeep("mon:07:00-mon:08:00", "23:30-00:30", 2, true, null, null)));

    schedule("2020-01-01T23:29:59Z");
    assertThat(automatic()).isEmpty();
    schedule("2020-01-01T23:30:00Z");
    schedule("2020-01-01T23:31:00Z");
    awaitAvailable("automatic.demo-2020-01-01-23-30");
    schedule("2020-01-02T00:29:59Z");
    assertThat(automatic()).as("one in each window").hasSize(1);
    schedule("2020-01-02T23:45:00Z");
    awaitAvailable("automatic.demo-2020-01-02-23-45");
    schedule("2020-01-03T23:29:59Z");
    assertThat(automatic()).hasSize(2);
    schedule("2020-01-03T23:30:00Z");

    awaitAvailable("automatic.demo-2020-01-03-23-30");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(automatic())
                    .containsExactly(
                        "automatic.demo-2020-01-02-23-45", "automatic.demo-2020-01-03-23-30"));
    assertThat(clusterStatus()).isEqualTo(ClusterStatus.AVAILABLE);
  }

  @Test
  void keepsTheClusterAndNoContentOfASnapshotWhoseStoreFails() throws IOException {
    createCluster();
    Path store = directory.resolve("snapshots");
    Files.createFile(store);
    stopReconciling();
    snapshot("first");
    restart();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status("first")).contains(SnapshotStatus.FAILED));
    assertThat(clusterStatus()).isEqualTo(ClusterStatus.AVAILABLE);
    assertThat(messages().getLast())
        .startsWith("Snapshot first failed for node demo-0002-001. ")
        .contains("snapshots");

    Files.delete(store);
    snapshot("second");
    awaitAvailable("second");
    assertThat(shards("second")).allSatisfy(shard -> assertThat(shard.size()).isPositive());
    changeSnapshot("second", Snapshot::startDeleting);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(status("second")).isEmpty());
    assertThat(store).isEmptyDirectory();
  }

  /** Time goes on, and the schedule is looked at. */
  private void schedule(String time) {
    TestControlPlane.CLOCK.set(Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    inTransaction(() -> bean(SnapshotSchedule.class).run());
  }

  private List<String> automatic() {
    return bean(SnapshotRepository.class).findAutomated(SCOPE, "demo").stream()
        .map(Snapshot::name)
        .sorted()
        .toList();
  }

  private void createCluster() {
    inTransaction(
        () -> {
          bean(BuiltInAccess.class).ensure(SCOPE);
          var engine = bean(EngineVersions.class).require(null, null);
          request(
              bean(ClusterRepository.class)
                  .save(
                      Cluster.requested(
                          SCOPE,
                          "demo",
                          null,
                          new Layout(2, 1),
                          engine,
                          new Storage("db.t4g.small", false, null),
                          new Network(6379, true, "ipv4", "ipv4", "default", List.of()),
                          new Upkeep("mon:05:00-mon:06:00", "04:30-05:30", 0, true, null, null),
                          bean(ParameterGroups.class).require(SCOPE, null, engine, false),
                          bean(AclRepository.class).require(SCOPE, Acl.OPEN_ACCESS),
                          Instant.EPOCH)));
        });
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(clusterStatus()).isEqualTo(ClusterStatus.AVAILABLE));
  }

  private void snapshot(String name) {
    changeCluster(
        cluster -> {
          cluster.startSnapshot();
          bean(Snapshots.class).take(cluster, name, null, Map.of());
        });
  }

  private void finalSnapshot(String name) {
    changeCluster(
        cluster -> {
          cluster.startFinalSnapshot();
          bean(Snapshots.class).take(cluster, name, null, Map.of());
        });
  }

  private void changeCluster(Consumer<Cluster> change) {
    inTransaction(
        () -> {
          Cluster cluster = cluster().orElseThrow();
          change.accept(cluster);
          request(bean(ClusterRepository.class).save(cluster));
        });
  }

  private void changeSnapshot(String name, Consumer<Snapshot> change) {
    inTransaction(
        () -> {
          Snapshot snapshot = bean(SnapshotRepository.class).require(SCOPE, name);
          change.accept(snapshot);
          request(bean(SnapshotRepository.class).save(snapshot));
        });
  }

  /** As the loop of the reconciler tells it, after as many attempts. */
  private void failed(String name, int attempts) {
    Reconciler<?> reconciler = bean("snapshotReconciler", Reconciler.class);
    inTransaction(
        () ->
            new SteppedTime()
                .failed(
                    reconciler,
                    bean(SnapshotRepository.class).require(SCOPE, name).id(),
                    "No disk",
                    attempts));
  }

  /** What is requested from now on is carried out after the next start. */
  private void stopReconciling() {
    bean("reconcileScheduler", SmartLifecycle.class).stop();
  }

  private void restart() {
    controlPlane.close();
    start();
  }

  private void request(Reconcilable resource) {
    bean(Reconciliations.class).request(resource);
  }

  private void awaitAvailable(String name) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(status(name)).contains(SnapshotStatus.AVAILABLE));
  }

  private Optional<SnapshotStatus> status(String name) {
    return bean(SnapshotRepository.class).findByScopeAndName(SCOPE, name).map(Snapshot::status);
  }

  private List<SnapshotShard> shards(String name) {
    SnapshotRepository snapshots = bean(SnapshotRepository.class);
    return snapshots.findWithShardsById(snapshots.require(SCOPE, name).id()).orElseThrow().shards();
  }

  private Optional<Cluster> cluster() {
    return bean(ClusterRepository.class).findByScopeAndName(SCOPE, "demo");
  }

  private ClusterStatus clusterStatus() {
    return cluster().orElseThrow().status();
  }

  private String primary() {
    return engines.running().stream()
        .filter(id -> id.startsWith("demo-0001-001-"))
        .findAny()
        .orElseThrow();
  }

  private List<String> messages() {
    return bean(JdbcClient.class)
        .sql("select message from resource_event order by id")
        .query((row, number) -> row.getString("message"))
        .list();
  }

  private long count(String table) {
    return bean(JdbcClient.class).sql("select count(*) from " + table).query(Long.class).single();
  }

  private void inTransaction(Runnable work) {
    bean(TransactionTemplate.class).executeWithoutResult(status -> work.run());
  }

  private <T> T bean(Class<T> type) {
    return controlPlane.getBean(type);
  }

  private <T> T bean(String name, Class<T> type) {
    return controlPlane.getBean(name, type);
  }
}
