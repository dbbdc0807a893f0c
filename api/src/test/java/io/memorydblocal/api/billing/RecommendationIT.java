package io.memorydblocal.api.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.LeapingClock;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real engines are measured, and what they had to bear says what would cost less. */
class RecommendationIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int WRITES = 500;
  private static final int VALUE = 1_000;

  private final JsonMapper json = JsonMapper.builder().build();
  private final LeapingClock clock = new LeapingClock();
  private final TestServer server = TestServer.start(clock);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhatWouldCostLess() {
    create("busy", "db.r7g.xlarge", "redis", 2);
    create("idle", "db.t4g.small", "valkey", 0);
    awaitAvailable("busy");
    awaitAvailable("idle");
    assertThat(kinds())
        .as("of load nothing is known yet")
        .noneMatch(k -> k.startsWith("change-node"));
    measure();
    use("busy");
    clock.leap(Duration.ofHours(3));
    measure();

    assertThat(kinds())
        .contains(
            "change-engine busy redis -> valkey",
            "change-node-type busy db.r7g.xlarge -> db.t4g.small",
            "reduce-replicas busy 2 replicas per shard -> 1 replica per shard",
            "delete-idle-cluster idle 1 node db.t4g.small -> none")
        .noneMatch(kind -> kind.contains("change-engine idle"))
        .noneMatch(kind -> kind.startsWith("delete-idle-cluster busy"));
    JsonNode replicas = find("reduce-replicas");
    // 0.6566 USD an hour, for 730 hours.
    assertThat(replicas.get("savedPerMonth").decimalValue()).isEqualByComparingTo("479.318");
    assertThat(replicas.get("estimate").asBoolean()).isTrue();
    assertThat(replicas.get("reason").asString())
        .contains("Nothing was read from replicas in 3 hours");
    JsonNode reserved = find("reserve-nodes");
    assertThat(reserved.get("current").asString()).isEqualTo("3 nodes db.r7g.xlarge on demand");
    assertThat(reserved.get("reason").asString()).contains("months");
    assertThat(written()).isBetween((double) WRITES * VALUE, WRITES * (VALUE + 100.0));
  }

  /** The bytes that all clusters wrote, as the usage says. */
  private double written() {
    double gb = 0;
    for (JsonNode part : get("/v1/billing/usage?groupBy=cluster").get("parts")) {
      for (JsonNode group : part.get("groups")) {
        gb += group.get("gbWritten").asDouble();
      }
    }
    return gb * (1L << 30);
  }

  private void create(String name, String nodeType, String engine, int replicas) {
    call(
        "CreateCluster",
        """
        {"ClusterName":"%s","NodeType":"%s","ACLName":"open-access","Engine":"%s",
         "NumReplicasPerShard":%d}
        """
            .formatted(name, nodeType, engine, replicas));
  }

  private void use(String cluster) {
    JsonNode endpoint = describe(cluster).get("ClusterEndpoint");
    try (RedisClusterClient client =
            Clusters.client(
                Endpoint.builder()
                    .address(endpoint.get("Address").asString())
                    .port(endpoint.get("Port").asInt())
                    .build(),
                server.caCertificate(),
                null,
                "");
        var connection = client.connect()) {
      for (int i = 0; i < WRITES; i++) {
        connection.sync().set("key:" + i, "x".repeat(VALUE));
        assertThat(connection.sync().get("key:" + i)).hasSize(VALUE);
      }
    }
  }

  /** Has both looked at, and waits until that is noted. */
  private void measure() {
    clock.leap(Duration.ofMinutes(2));
    Instant due = clock.instant();
    for (String cluster : List.of("busy", "idle")) {
      call(
          "UpdateCluster",
          "{\"ClusterName\":\"%s\",\"Description\":\"at %s\"}".formatted(cluster, due));
    }
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                server
                        .bean(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("select count(*) from node_counter where at >= ?")
                        .param(due.atOffset(java.time.ZoneOffset.UTC))
                        .query(Integer.class)
                        .single()
                    == 4);
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    for (JsonNode each : recommendations()) {
      kinds.add(
          "%s %s %s -> %s"
              .formatted(
                  each.get("kind").asString(),
                  each.path("clusterName").asString(""),
                  each.get("current").asString(),
                  each.get("proposed").asString()));
    }
    return kinds;
  }

  private JsonNode find(String kind) {
    for (JsonNode each : recommendations()) {
      if (each.get("kind").asString().equals(kind)) {
        return each;
      }
    }
    throw new AssertionError(kind);
  }

  private JsonNode recommendations() {
    return get("/v1/billing/recommendations").get("recommendations");
  }

  private JsonNode get(String path) {
    HttpResponse<String> answer = client().send("GET", path, Map.of(), new byte[0]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private JsonNode describe(String cluster) {
    return json.readTree(
            client().call("DescribeClusters", "{\"ClusterName\":\"%s\"}".formatted(cluster)).body())
        .at("/Clusters/0");
  }

  private void awaitAvailable(String cluster) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(describe(cluster).path("Status").asString("")).isEqualTo("available"));
  }

  private void call(String operation, String body) {
    HttpResponse<String> answer = client().call(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private AwsJsonClient client() {
    return new AwsJsonClient(server.endpoint()).at(clock);
  }
}
