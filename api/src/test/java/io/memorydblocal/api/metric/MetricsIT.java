package io.memorydblocal.api.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisCommandExecutionException;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;

/** What Prometheus gets to see of calls, reconciliations and nodes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String METRICS = "/actuator/prometheus";
  private static final Map<String, String> API_KEY = Map.of("Authorization", "Bearer key-of-test");

  private TestServer server;

  @BeforeAll
  void start() {
    server = TestServer.start("memorydb.provisioning.sampling=100ms");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void showsWhatNodesDoUntilTheyAreGone() {
    MemoryDbClient api = server.sdk();
    Clusters.create(api, "metered", 1, 1, "open-access");
    var cluster = Clusters.awaitAvailable(api, "metered");
    try (var client = Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
        var connection = client.connect()) {
      var commands = connection.sync();
      for (int i = 0; i < 10; i++) {
        commands.set("key:" + i, "value");
      }
      for (int i = 0; i < 7; i++) {
        assertThat(commands.get("key:" + i)).isEqualTo("value");
      }
      assertThat(commands.get("nobody's")).isNull();
      commands.hset("hash", "field", "value");
      assertThatThrownBy(() -> commands.lpush("hash", "element"))
          .isInstanceOf(RedisCommandExecutionException.class);

      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(ofPrimary("string_based_cmds_total")).isEqualTo(18));
      assertThat(ofPrimary("set_type_cmds_total")).as("with the one that failed").isEqualTo(12);
      assertThat(ofPrimary("get_type_cmds_total")).isEqualTo(8);
      assertThat(ofPrimary("hash_based_cmds_total")).isEqualTo(1);
      assertThat(ofPrimary("list_based_cmds_total")).isEqualTo(1);
      assertThat(ofPrimary("keyspace_hits_total")).isEqualTo(7);
      assertThat(ofPrimary("keyspace_misses_total")).isEqualTo(1);
      assertThat(ofPrimary("error_count_total")).isPositive();
      assertThat(ofPrimary("curr_items")).isEqualTo(11);
      assertThat(ofPrimary("curr_connections")).isPositive();
      assertThat(ofPrimary("bytes_used_for_memorydb_bytes")).isGreaterThan(500_000);
      assertThat(ofPrimary("database_memory_usage_ratio")).isBetween(0.0001, 0.1);
      assertThat(ofPrimary("engine_cpu_seconds_total")).isPositive();
      assertThat(ofPrimary("engine_cpu_utilization_ratio")).isCloseTo(0.5, within(0.5));
      assertThat(ofPrimary("network_bytes_in_bytes_total")).isPositive();
      assertThat(ofPrimary("successful_write_request_latency_seconds_total"))
          .isCloseTo(0.01, within(0.01));
    }
    assertThat(figures("memorydb_primary_link_health_status", "cluster=\"metered\""))
        .as("of the replica")
        .containsExactly(1.0);
    assertThat(figures("memorydb_reconciliation_steps_seconds_count", "step=\"launch nodes\""))
        .allMatch(count -> count > 0)
        .isNotEmpty();
    assertThat(figures("memorydb_reconciliations_due", "reconciler=\"cluster\"")).hasSize(1);
    assertThat(figures("memorydb_reconciliations_running", "reconciler=\"cluster\"")).hasSize(1);

    api.deleteCluster(request -> request.clusterName("metered"));
    Clusters.awaitGone(api, "metered");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(scrape()).doesNotContain("cluster=\"metered\""));
  }

  @Test
  void countsCallsOfBothProtocolsByOperationAndError() {
    MemoryDbClient api = server.sdk();
    api.describeUsers(all -> {});
    get("/v1/users", API_KEY);
    assertThat(calls("DescribeUsers", "none")).isEqualTo(2);

    assertThatThrownBy(() -> api.deleteCluster(request -> request.clusterName("nope")))
        .isInstanceOf(ClusterNotFoundException.class);
    new AwsJsonClient(server.endpoint()).send("DELETE", "/v1/clusters/nope", Map.of(), new byte[0]);
    assertThat(calls("DeleteCluster", "ClusterNotFoundFault")).isEqualTo(2);

    new AwsJsonClient(server.endpoint()).call("CreateUser", "{}");
    assertThat(calls("CreateUser", "InvalidParameterValueException")).isEqualTo(1);
    new AwsJsonClient(server.endpoint()).call("CreateUser", "[");
    assertThat(calls("CreateUser", "SerializationException")).isEqualTo(1);
    new AwsJsonClient(server.endpoint()).call("CreateNothing", "{}");
    assertThat(calls("none", "UnknownOperationException")).isEqualTo(1);
    new AwsJsonClient(server.endpoint()).credentials("test", "wrong").call("CreateUser", "{}");
    assertThat(calls("none", "InvalidSignatureException")).isEqualTo(1);
    get("/v1/billing/forecast", API_KEY);
    assertThat(calls("Forecast", "none")).isEqualTo(1);
  }

  @Test
  void showsNothingToStrangers() {
    assertThat(get(METRICS, Map.of()).statusCode()).isEqualTo(401);
    assertThat(get(METRICS, Map.of("Authorization", "Bearer key-of-nobody")).statusCode())
        .isEqualTo(403);
    assertThat(get(METRICS, Map.of()).body()).doesNotContain("memorydb_");
    assertThat(
            new AwsJsonClient(server.endpoint())
                .send("GET", METRICS, Map.of(), new byte[0])
                .statusCode())
        .as("signed")
        .isEqualTo(200);
  }

  @Test
  void showsNothingElse() {
    for (String path : List.of("/actuator", "/actuator/health", "/actuator/env")) {
      assertThat(
              new AwsJsonClient(server.endpoint()).send("GET", path, Map.of(), new byte[0]).body())
          .as(path)
          .contains("UnknownOperationException");
    }
  }

  /** The figure of the one node of the cluster that is the primary. */
  private double ofPrimary(String name) {
    String page = scrape();
    String primary =
        page.lines()
            .filter(line -> line.startsWith("memorydb_is_primary{") && line.endsWith(" 1.0"))
            .map(line -> line.replaceAll(".*node=\"([^\"]*)\".*", "$1"))
            .findFirst()
            .orElseThrow();
    assertThat(primary).startsWith("metered-0001-");
    return figures(page, "memorydb_" + name, "node=\"%s\"".formatted(primary)).getFirst();
  }

  private double calls(String operation, String error) {
    return figures(
            "memorydb_api_calls_seconds_count",
            "{error=\"%s\",operation=\"%s\"}".formatted(error, operation))
        .stream()
        .findFirst()
        .orElse(0.0);
  }

  private List<Double> figures(String name, String label) {
    return figures(scrape(), name, label);
  }

  private static List<Double> figures(String page, String name, String label) {
    return page.lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(label))
        .map(line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)))
        .toList();
  }

  private String scrape() {
    HttpResponse<String> answer = get(METRICS, API_KEY);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> get(String path, Map<String, String> headers) {
    return new AwsJsonClient(server.endpoint()).sendUnsigned("GET", path, headers, new byte[0]);
  }
}
