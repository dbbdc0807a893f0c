package io.memorydblocal.api.serviceupdate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.BatchUpdateClusterResponse;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.Event;
import software.amazon.awssdk.services.memorydb.model.PendingModifiedServiceUpdate;
import software.amazon.awssdk.services.memorydb.model.ServiceUpdate;
import software.amazon.awssdk.services.memorydb.model.ServiceUpdateStatus;
import software.amazon.awssdk.services.memorydb.model.SourceType;

/** Service updates of clusters that were there before them. */
class ServiceUpdateIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String SHIPPED = "memorydb-20260810-redis-security";
  private static final String OWN = "own-update";
  private static final int KEYS = 500;

  private final TestServer server =
      TestServer.start(
          "memorydb.service-updates.announced[0].name=" + OWN,
          "memorydb.service-updates.announced[0].release-date=2026-01-02T00:00:00Z",
          "memorydb.service-updates.announced[0].engine=redis",
          "memorydb.service-updates.announced[0].engine-versions=7.1",
          "memorydb.service-updates.announced[0].description=To try it out",
          "memorydb.service-updates.announced[1].name=future-update",
          "memorydb.service-updates.announced[1].release-date=2999-01-01T00:00:00Z",
          "memorydb.service-updates.announced[1].engine=redis",
          "memorydb.service-updates.announced[1].engine-versions=7.1",
          "memorydb.service-updates.announced[1].description=Not out yet");
  private final MemoryDbClient api = server.sdk();

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicBoolean stop = new AtomicBoolean();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void restartsEveryNodeAndLosesNoAcknowledgedWrite() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    pretendThatClustersAreOld();
    assertThat(updates(SHIPPED))
        .singleElement()
        .satisfies(
            update -> {
              assertThat(update.clusterName()).isEqualTo("demo");
              assertThat(update.status()).isEqualTo(ServiceUpdateStatus.AVAILABLE);
              assertThat(update.nodesUpdated()).isEqualTo("0/4");
              assertThat(update.engine()).isEqualTo("redis");
              assertThat(update.typeAsString()).isEqualTo("security-update");
            });
    assertThat(cluster.pendingUpdates()).isNull();
    List<Long> engines = processIds();

    try (RedisClusterClient client =
        Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "")) {
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(client));
      await().atMost(PATIENCE).until(() -> acknowledged.size() == KEYS);

      BatchUpdateClusterResponse answer = apply(SHIPPED, "demo", "nothing");

      assertThat(answer.unprocessedClusters())
          .singleElement()
          .satisfies(
              refused -> {
                assertThat(refused.clusterName()).isEqualTo("nothing");
                assertThat(refused.errorType()).isEqualTo("ClusterNotFoundFault");
              });
      assertThat(answer.processedClusters())
          .singleElement()
          .satisfies(processed -> assertThat(pending(processed)).containsExactly(SHIPPED));
      await()
          .atMost(PATIENCE)
          .until(() -> updates(SHIPPED).getFirst().status() == ServiceUpdateStatus.COMPLETE);
      stop.set(true);
      writer.join();
    }

    assertThat(updates(SHIPPED).getFirst().nodesUpdated()).isEqualTo("4/4");
    assertThat(Clusters.describe(api, "demo").pendingUpdates()).isNull();
    assertThat(processIds()).hasSize(4).doesNotContainAnyElementsOf(engines);
    assertThat(recoveries())
        .as("one at a time, replicas first; a primary hands over before it is restarted")
        .containsExactly(
            "Recovering node demo-0001-002",
            "Finished recovery for node demo-0001-002",
            "Recovering node demo-0002-002",
            "Finished recovery for node demo-0002-002",
            "Recovering nodes demo-0001-001",
            "Finished recovery for nodes demo-0001-001",
            "Recovering node demo-0001-001",
            "Finished recovery for node demo-0001-001",
            "Recovering nodes demo-0002-001",
            "Finished recovery for nodes demo-0002-001",
            "Recovering node demo-0002-001",
            "Finished recovery for node demo-0002-001");
    assertEveryAcknowledgedWriteIsThere(cluster);
  }

  @Test
  void listsUpdatesThatAClusterNeedsAndForAWeekThoseItGot() {
    Clusters.create(api, "demo", 1, 0, "open-access");
    Clusters.awaitAvailable(api, "demo");
    assertThat(updates(OWN)).as("a new cluster has it").isEmpty();
    pretendThatClustersAreOld();
    assertThat(api.describeServiceUpdates(all -> {}).serviceUpdates())
        .extracting(ServiceUpdate::serviceUpdateName)
        .as("for Redis, and released")
        .containsExactly(SHIPPED, OWN);

    assertThat(apply(OWN, "demo").processedClusters()).hasSize(1);
    await()
        .atMost(PATIENCE)
        .until(() -> updates(OWN).getFirst().status() == ServiceUpdateStatus.COMPLETE);

    assertThat(apply(OWN, "demo").unprocessedClusters())
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.errorType()).isEqualTo("InvalidParameterValueException");
              assertThat(refused.errorMessage()).contains("already");
            });
    assertThat(
            api.describeServiceUpdates(
                    request -> request.clusterNames("demo").status(ServiceUpdateStatus.AVAILABLE))
                .serviceUpdates())
        .extracting(ServiceUpdate::serviceUpdateName)
        .containsExactly(SHIPPED);
    sql("update applied_service_update set completed_at = completed_at - interval '8 days'");
    assertThat(updates(OWN)).isEmpty();
    api.deleteCluster(request -> request.clusterName("demo"));
    assertThat(apply(SHIPPED, "demo").unprocessedClusters())
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused.errorType())
                    .isIn("InvalidClusterStateFault", "ClusterNotFoundFault"));
    Clusters.awaitGone(api, "demo");
  }

  @Test
  void pagesThroughTheUpdatesOfManyClusters() {
    List<String> names = IntStream.range(10, 23).mapToObj(i -> "demo-" + i).toList();
    names.forEach(name -> Clusters.create(api, name, 1, 0, "open-access"));
    names.forEach(name -> Clusters.awaitAvailable(api, name));
    pretendThatClustersAreOld();

    assertThat(
            api
                .describeServiceUpdatesPaginator(request -> request.maxResults(20))
                .serviceUpdates()
                .stream()
                .map(update -> update.clusterName() + " " + update.serviceUpdateName()))
        .containsExactlyElementsOf(
            names.stream()
                .flatMap(name -> List.of(name + " " + SHIPPED, name + " " + OWN).stream())
                .toList());
    assertThat(api.describeServiceUpdates(request -> request.maxResults(20)).serviceUpdates())
        .hasSize(20);
  }

  private void assertEveryAcknowledgedWriteIsThere(Cluster cluster) {
    try (RedisClusterClient reader =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
        var connection = reader.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      assertThat(acknowledged).hasSize(KEYS);
      acknowledged.forEach(
          (key, value) -> {
            // A write after the last acknowledged one may have been done and its answer lost.
            int stored = Integer.parseInt(String.valueOf(commands.get(key)));
            assertThat(stored).as(key).isGreaterThanOrEqualTo(Integer.parseInt(value));
          });
    }
  }

  /** Rounds over the same keys with ever higher numbers: a lost write shows as a lower one. */
  private void write(RedisClusterClient client) {
    try (var connection = client.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      for (int number = 0; !stop.get() || acknowledged.size() < KEYS; number++) {
        String key = "key:" + number % KEYS;
        try {
          commands.set(key, String.valueOf(number));
          acknowledged.put(key, String.valueOf(number));
        } catch (RedisException e) {
          // Not acknowledged, so nothing was promised.
          Thread.onSpinWait();
        }
      }
    }
  }

  private BatchUpdateClusterResponse apply(String update, String... names) {
    return api.batchUpdateCluster(
        request ->
            request
                .clusterNames(names)
                .serviceUpdate(service -> service.serviceUpdateNameToApply(update)));
  }

  private List<ServiceUpdate> updates(String name) {
    return api.describeServiceUpdates(request -> request.serviceUpdateName(name)).serviceUpdates();
  }

  private static List<String> pending(Cluster cluster) {
    return cluster.pendingUpdates().serviceUpdates().stream()
        .map(PendingModifiedServiceUpdate::serviceUpdateName)
        .toList();
  }

  private List<String> recoveries() {
    return api
        .describeEvents(request -> request.sourceType(SourceType.CLUSTER).sourceName("demo"))
        .events()
        .reversed()
        .stream()
        .map(Event::message)
        .filter(message -> message.contains("ecover"))
        .toList();
  }

  private List<Long> processIds() {
    return EngineProcessesOf.directory(server.directory()).stream()
        .map(ProcessHandle::pid)
        .toList();
  }

  private void pretendThatClustersAreOld() {
    sql("update cluster set created_at = '2026-01-01T00:00:00Z'");
  }

  private void sql(String statement) {
    server.bean(JdbcClient.class).sql(statement).update();
  }
}
