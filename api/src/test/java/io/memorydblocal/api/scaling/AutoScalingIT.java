package io.memorydblocal.api.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.LeapingClock;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real clusters that grow when they are full, and shrink when they aren't any more. */
class AutoScalingIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String POLICY = "/v1/clusters/demo/scaling-policies/shards";
  private static final int MEGABYTE = 1 << 20;
  private static final int VALUES = 160;

  private final JsonMapper json = JsonMapper.builder().build();
  private final LeapingClock clock = new LeapingClock();
  private final TestServer server = TestServer.start(clock);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void growsAndShrinksWithItsData() {
    call(
        "CreateCluster",
        """
        {"ClusterName":"demo","NodeType":"db.t4g.small","ACLName":"open-access",
         "NumReplicasPerShard":0}
        """);
    awaitShards(1);
    assertProblem("PUT", policy(60, 5, 2), 422, "minCapacity must be at most maxCapacity");
    assertProblem("PUT", policy(5, 1, 2), 422, "targetValue");
    assertProblem("PUT", policy(60, 0, 2), 422, "minCapacity must be at least 1");
    assertProblem("GET", "", 404, "Cluster demo has no scaling policy for its shards.");

    // 160 MB are more than a tenth of what a node of the type has for data, and less than two.
    use(
        redis -> {
          for (int i = 0; i < VALUES; i++) {
            redis.setrange("value:" + i, MEGABYTE - 1, "x");
          }
        });
    JsonNode policy = ok(send("PUT", POLICY, policy(10, 1, 4)));
    assertThat(policy.get("capacity").asInt()).isEqualTo(1);
    assertThat(policy.get("scaleInCooldown").asInt()).isEqualTo(900);

    clock.leap(Duration.ofMinutes(2));
    awaitShards(2);
    JsonNode activity = ok(send("GET", POLICY, "")).get("lastActivity");
    assertThat(activity.get("from").asInt()).isEqualTo(1);
    assertThat(activity.get("to").asInt()).isEqualTo(2);
    assertThat(activity.has("refusal")).isFalse();

    use(
        redis -> {
          for (int i = 0; i < VALUES; i++) {
            assertThat(redis.del("value:" + i)).isEqualTo(1);
          }
        });
    clock.leap(Duration.ofMinutes(20));
    awaitShards(1);

    assertThat(send("DELETE", POLICY, "").statusCode()).isEqualTo(204);
    assertThat(ok(send("GET", "/v1/clusters/demo/scaling-policies", "")).get("scalingPolicies"))
        .isEmpty();
  }

  private static String policy(int target, int min, int max) {
    return """
    {"metric":"DatabaseMemoryUsagePercentage","targetValue":%d,"minCapacity":%d,"maxCapacity":%d}
    """
        .formatted(target, min, max);
  }

  private void use(Consumer<RedisAdvancedClusterCommands<String, String>> application) {
    JsonNode endpoint = describe().get("ClusterEndpoint");
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
      application.accept(connection.sync());
    }
  }

  /** It is looked at all the time, so that nobody has to wait until that is due. */
  private void awaitShards(int shards) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              JsonNode cluster = describe();
              assertThat(cluster.path("Status").asString("")).isEqualTo("available");
              if (cluster.get("NumberOfShards").asInt() != shards) {
                call("UpdateCluster", "{\"ClusterName\":\"demo\",\"Description\":\"looked at\"}");
                server.bean(AutoScaling.class).run();
              }
              assertThat(cluster.get("NumberOfShards").asInt()).isEqualTo(shards);
            });
  }

  private JsonNode describe() {
    return json.readTree(client().call("DescribeClusters", "{\"ClusterName\":\"demo\"}").body())
        .at("/Clusters/0");
  }

  private void call(String operation, String body) {
    HttpResponse<String> answer = client().call(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void assertProblem(String method, String body, int status, String detail) {
    HttpResponse<String> answer = send(method, POLICY, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(detail);
  }

  private JsonNode ok(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return client()
        .send(
            method,
            path,
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private AwsJsonClient client() {
    return new AwsJsonClient(server.endpoint()).at(clock);
  }
}
