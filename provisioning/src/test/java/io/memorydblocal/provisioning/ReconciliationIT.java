package io.memorydblocal.provisioning;

import static org.assertj.core.api.Assertions.assertThat;
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
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Reconciliation on a real database, with engines in memory that several control planes share. */
class ReconciliationIT {

  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path directory;

  private final TestDatabase.Location database = TestDatabase.fresh();
  private final InMemoryDataPlane engines = new InMemoryDataPlane();
  private final List<ConfigurableApplicationContext> controlPlanes = new ArrayList<>();

  @AfterEach
  void stopControlPlanes() {
    controlPlanes.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void carriesOutWhatWasCommittedAndNothingElse() {
    ConfigurableApplicationContext controlPlane = start("one");
    create(controlPlane, "kept");
    transactions(controlPlane)
        .executeWithoutResult(
            status -> {
              request(controlPlane, "discarded");
              status.setRollbackOnly();
            });

    awaitStatus(controlPlane, "kept", ClusterStatus.AVAILABLE);
    assertThat(engines.running()).hasSize(2).allMatch(id -> id.startsWith("kept-"));
    assertThat(count(controlPlane, "reconciliation")).isEqualTo(1);
  }

  @Test
  void looksAtAClusterAgainWhenItsEngineEnds() {
    ConfigurableApplicationContext controlPlane = start("one");
    create(controlPlane, "demo");
    awaitStatus(controlPlane, "demo", ClusterStatus.AVAILABLE);
    String victim = engines.running().iterator().next();

    engines.kill(victim);

    await().atMost(PATIENCE).until(() -> engines.running().contains(victim));
  }

  @Test
  void leavesNoTaskBehindForWhatIsGone() {
    ConfigurableApplicationContext controlPlane = start("one");
    create(controlPlane, "demo");
    awaitStatus(controlPlane, "demo", ClusterStatus.AVAILABLE);

    delete(controlPlane, "demo");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(count(controlPlane, "scheduled_tasks where task_name = 'cluster'"))
                    .isZero());
    assertThat(count(controlPlane, "cluster")).isZero();
    assertThat(count(controlPlane, "reconciliation")).isZero();
    assertThat(engines.known()).isEmpty();
  }

  @Test
  void sharesTheWorkAmongControlPlanesAndDoesNothingTwice() {
    ConfigurableApplicationContext one = start("one");
    ConfigurableApplicationContext two = start("two");
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "demo-" + i).toList();

    names.parallelStream()
        .forEach(name -> create(Integer.parseInt(name.substring(5)) % 2 == 0 ? one : two, name));

    names.forEach(name -> awaitStatus(one, name, ClusterStatus.AVAILABLE));
    assertThat(engines.launches()).as("every node was started once").isEqualTo(40);
    assertThat(engines.running()).hasSize(40);
  }

  @Test
  void takesUpWhatItHeldWhenItDied() {
    ConfigurableApplicationContext first = start("one");
    create(first, "demo");
    awaitStatus(first, "demo", ClusterStatus.AVAILABLE);
    first.close();
    controlPlanes.clear();
    // As a control plane leaves it that is killed in the middle of a run.
    ConfigurableApplicationContext other = start("other");
    other.close();
    controlPlanes.clear();
    pretendToHold("one");

    ConfigurableApplicationContext second = start("one");
    engines.kill(
        engines.running().isEmpty()
            ? engines.known().iterator().next()
            : engines.running().iterator().next());

    await().atMost(PATIENCE).until(() -> engines.running().size() == 2);
    awaitStatus(second, "demo", ClusterStatus.AVAILABLE);
  }

  @Test
  void forgetsEventsAfterFourteenDays() {
    ConfigurableApplicationContext first = start("one");
    create(first, "demo");
    awaitStatus(first, "demo", ClusterStatus.AVAILABLE);
    JdbcClient jdbc = first.getBean(JdbcClient.class);
    jdbc.sql(
            """
            insert into resource_event (account_id, region, source_type, source_name, message, at)
            values ('000000000000', 'us-east-1', 'cluster', 'demo', 'too old',
                    now() - interval '14 days 1 minute'),
                   ('000000000000', 'us-east-1', 'cluster', 'demo', 'just kept',
                    now() - interval '13 days 23 hours')
            """)
        .update();
    first.close();
    controlPlanes.clear();

    ConfigurableApplicationContext second = start("one");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(count(second, "resource_event where message = 'too old'")).isZero());
    assertThat(count(second, "resource_event where message = 'just kept'")).isEqualTo(1);
    assertThat(count(second, "resource_event where message = 'Cluster created.'")).isEqualTo(1);
  }

  private void pretendToHold(String instance) {
    try (var connection = database.connect();
        var statement =
            connection.prepareStatement(
                "update scheduled_tasks set picked = true, picked_by = ?, last_heartbeat = now()"
                    + " where task_name = 'cluster'")) {
      statement.setString(1, instance);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    } catch (java.sql.SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private ConfigurableApplicationContext start(String id) {
    TestControlPlane.ENGINES.set(engines);
    ConfigurableApplicationContext controlPlane =
        new SpringApplicationBuilder(TestControlPlane.class)
            .web(WebApplicationType.NONE)
            .properties(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.flyway.locations=classpath:db/migrations",
                "spring.jpa.hibernate.ddl-auto=validate",
                "spring.jpa.open-in-view=false",
                "memorydb.snapshots.directory=" + directory,
                "memorydb.snapshots.master-key-file=" + directory.resolve("master-key"),
                "test.control-plane-id=" + id)
            .run();
    controlPlanes.add(controlPlane);
    return controlPlane;
  }

  private static void create(ConfigurableApplicationContext controlPlane, String name) {
    transactions(controlPlane).executeWithoutResult(status -> request(controlPlane, name));
  }

  private static void request(ConfigurableApplicationContext controlPlane, String name) {
    controlPlane.getBean(BuiltInAccess.class).ensure(SCOPE);
    var engine = controlPlane.getBean(EngineVersions.class).require(null, null);
    Cluster cluster =
        controlPlane
            .getBean(ClusterRepository.class)
            .save(
                Cluster.requested(
                    SCOPE,
                    name,
                    null,
                    new Layout(1, 1),
                    engine,
                    new Storage("db.t4g.small", false, null),
                    new Network(6379, true, "ipv4", "ipv4", "default", List.of()),
                    new Upkeep("mon:05:00-mon:06:00", "04:30-05:30", 0, true, null, null),
                    controlPlane.getBean(ParameterGroups.class).require(SCOPE, null, engine, false),
                    controlPlane.getBean(AclRepository.class).require(SCOPE, Acl.OPEN_ACCESS),
                    Instant.parse("2026-01-01T00:00:00Z")));
    controlPlane.getBean(Reconciliations.class).request(cluster);
  }

  private static void delete(ConfigurableApplicationContext controlPlane, String name) {
    transactions(controlPlane)
        .executeWithoutResult(
            status -> {
              ClusterRepository clusters = controlPlane.getBean(ClusterRepository.class);
              Cluster cluster = clusters.require(SCOPE, name);
              cluster.startDeleting();
              clusters.save(cluster);
              controlPlane.getBean(Reconciliations.class).request(cluster);
            });
  }

  private static void awaitStatus(
      ConfigurableApplicationContext controlPlane, String name, ClusterStatus status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        controlPlane.getBean(ClusterRepository.class).require(SCOPE, name).status())
                    .isEqualTo(status));
  }

  private static long count(ConfigurableApplicationContext controlPlane, String table) {
    return controlPlane
        .getBean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }

  private static TransactionTemplate transactions(ConfigurableApplicationContext controlPlane) {
    return controlPlane.getBean(TransactionTemplate.class);
  }
}
