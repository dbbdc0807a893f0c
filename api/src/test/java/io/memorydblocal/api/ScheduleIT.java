package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.NumberedWrites;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.InvalidClusterStateException;
import software.amazon.awssdk.services.memorydb.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.memorydb.model.Node;
import software.amazon.awssdk.services.memorydb.model.Snapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Real clusters that run at certain hours only. */
class ScheduleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final JsonMapper json = JsonMapper.builder().build();
  private final TestServer server = TestServer.start();
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void stopsAndStartsAClusterWithAllThatWasAcknowledged() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Cluster before = Clusters.awaitAvailable(api, "demo");
    NumberedWrites written = writeUntilStopped(before);

    assertThat(EngineProcessesOf.directory(server.directory())).as("engines").isEmpty();
    Cluster stopped = Clusters.describe(api, "demo");
    assertThat(stopped.clusterEndpoint()).isEqualTo(before.clusterEndpoint());
    assertThat(nodes(stopped)).allMatch(node -> node.status().equals("stopped"));
    Snapshot snapshot = api.describeSnapshots(all -> {}).snapshots().getFirst();
    assertThat(snapshot.name()).startsWith("automatic.demo-stop-");
    assertThatExceptionOfType(InvalidSnapshotStateException.class)
        .isThrownBy(() -> api.deleteSnapshot(request -> request.snapshotName(snapshot.name())))
        .withMessageContaining("has the data of cluster demo, which is stopped.");
    assertThatExceptionOfType(InvalidClusterStateException.class)
        .isThrownBy(() -> api.updateCluster(r -> r.clusterName("demo").description("other")));

    assertThat(send("DELETE", "/v1/clusters/demo/schedule", "").statusCode()).isEqualTo(204);
    Cluster after = Clusters.awaitAvailable(api, "demo");

    assertThat(places(after)).isEqualTo(places(before));
    try (RedisClusterClient client = client(after)) {
      written.assertNoneLost(client);
    }
  }

  private NumberedWrites writeUntilStopped(Cluster cluster) {
    try (RedisClusterClient client = client(cluster);
        NumberedWrites writes = NumberedWrites.start(client)) {
      writes.awaitMore();
      writes.awaitMore();
      writes.awaitMore();
      assertThat(put("demo", inADay()).get("runs").asBoolean()).isFalse();
      awaitStatus("stopped");
      return writes;
    }
  }

  private static List<String> places(Cluster cluster) {
    return nodes(cluster).stream()
        .map(node -> "%s %s %s".formatted(node.name(), node.endpoint(), node.availabilityZone()))
        .toList();
  }

  @Test
  void saysWhatIsWrongWithASchedule() {
    Clusters.create(api, "demo", 1, 0, "open-access");
    Clusters.awaitAvailable(api, "demo");
    String path = "/v1/clusters/demo/schedule";

    assertProblem(send("GET", path, ""), 404, "Cluster demo has no schedule.");
    assertProblem(send("GET", "/v1/clusters/none/schedule", ""), 404, "Cluster none not found.");
    assertProblem(send("PUT", path, "{}"), 422, "running");
    assertProblem(
        send("PUT", path, body("[\"MONDAY\"]", "8:00", "18:00")), 422, "must have the form hh:mm");
    assertProblem(
        send("PUT", path, body("[\"FUNDAY\"]", "08:00", "18:00")), 400, "running.[0].days");
    assertProblem(
        send(
            "PUT",
            path,
            body("[\"MONDAY\"]", "08:00", "18:00")
                .replace("\"running\"", "\"timeZone\":\"Mars\",\"running\"")),
        422,
        "timeZone 'Mars' isn't the name of a time zone");
    assertThat(json.readTree(send("GET", "/v1/schedules", "").body()).get("schedules")).isEmpty();
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");

    // It runs at all hours: nothing happens, and nothing ever will.
    JsonNode schedule =
        put("demo", body(json.writeValueAsString(List.of(DayOfWeek.values())), "00:00", "00:00"));
    assertThat(schedule.get("runs").asBoolean()).isTrue();
    assertThat(schedule.has("nextChange")).isFalse();
    assertThat(json.readTree(send("GET", "/v1/schedules", "").body()).get("schedules")).hasSize(1);
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
    api.deleteCluster(request -> request.clusterName("demo"));
    Clusters.awaitGone(api, "demo");
    assertThat(json.readTree(send("GET", "/v1/schedules", "").body()).get("schedules")).isEmpty();
  }

  /** An hour that is neither now nor within the test. */
  private static String inADay() {
    OffsetDateTime then = OffsetDateTime.now(ZoneOffset.UTC).plusDays(2);
    return body("[\"%s\"]".formatted(then.getDayOfWeek()), "08:00", "18:00");
  }

  private static String body(String days, String from, String to) {
    return "{\"running\":[{\"days\":%s,\"from\":\"%s\",\"to\":\"%s\"}]}".formatted(days, from, to);
  }

  private JsonNode put(String cluster, String body) {
    HttpResponse<String> answer = send("PUT", "/v1/clusters/%s/schedule".formatted(cluster), body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return new AwsJsonClient(server.endpoint())
        .send(
            method,
            path,
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String detail) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(detail);
  }

  private void awaitStatus(String status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(Clusters.describe(api, "demo").status()).isEqualTo(status));
  }

  private static List<Node> nodes(Cluster cluster) {
    return cluster.shards().stream().flatMap(shard -> shard.nodes().stream()).toList();
  }

  private RedisClusterClient client(Cluster cluster) {
    return Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
  }
}
