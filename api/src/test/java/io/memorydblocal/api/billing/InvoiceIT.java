package io.memorydblocal.api.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.LeapingClock;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.billing.usage.Granularity;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A cluster's life on real engines, whose hours pass when the test says so. */
class InvoiceIT {

  private static final BigDecimal SMALL = new BigDecimal("0.0512");
  private static final BigDecimal MEDIUM = new BigDecimal("0.1024");

  private static final Offset<BigDecimal> A_CENT_AT_MOST = Offset.offset(new BigDecimal("0.005"));

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final JsonMapper json =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private final LeapingClock clock = new LeapingClock();

  @Test
  void billsALifeAsItIsBilledByHand() {
    try (TestServer server = TestServer.start(clock)) {
      call(
          server,
          "CreateCluster",
          """
          {"ClusterName":"billed","NodeType":"db.t4g.small","ACLName":"open-access","NumShards":2,
           "NumReplicasPerShard":1,"Tags":[{"Key":"team","Value":"a"}]}
          """);
      awaitStatus(server, "available");
      clock.leap(Duration.ofMinutes(200));
      call(
          server,
          "UpdateCluster",
          "{\"ClusterName\":\"billed\",\"ShardConfiguration\":{\"ShardCount\":3}}");
      awaitStatus(server, "available");
      clock.leap(Duration.ofMinutes(130));
      call(server, "UpdateCluster", "{\"ClusterName\":\"billed\",\"NodeType\":\"db.t4g.medium\"}");
      awaitStatus(server, "available");
      clock.leap(Duration.ofMinutes(30));
      call(server, "FailoverShard", "{\"ClusterName\":\"billed\",\"ShardName\":\"0001\"}");
      awaitStatus(server, "available");
      clock.leap(Duration.ofMinutes(75));
      call(
          server,
          "TagResource",
          """
          {"ResourceArn":"arn:aws:memorydb:us-east-1:000000000000:cluster/billed",
           "Tags":[{"Key":"team","Value":"b"}]}
          """);
      clock.leap(Duration.ofMinutes(20));
      stopForHours(server);
      clock.leap(Duration.ofMinutes(70));
      call(server, "DeleteCluster", "{\"ClusterName\":\"billed\"}");
      awaitStatus(server, "");
      clock.leap(Duration.ofDays(2));

      // Four nodes for 330 minutes, two for 130: six and three hours each. Then all six as another
      // type for 125 minutes: three hours each, two of which began before the other tag was put.
      // Nothing while they are stopped but a few kilobytes of a snapshot, then 70 minutes: two
      // hours.
      BigDecimal smallHours = BigDecimal.valueOf(4 * 6 + 2 * 3);
      BigDecimal mediumHours = BigDecimal.valueOf(6 * 3 + 6 * 2);
      BigDecimal total = smallHours.multiply(SMALL).add(mediumHours.multiply(MEDIUM));
      JsonNode byType = costs(server, "node-type");
      assertThat(byType.get("amount").decimalValue()).isCloseTo(total, A_CENT_AT_MOST);
      assertThat(amount(byType, "node-type", "db.t4g.medium"))
          .isEqualByComparingTo(mediumHours.multiply(MEDIUM));
      assertThat(amount(byType, "node-type", "db.t4g.small"))
          .isEqualByComparingTo(smallHours.multiply(SMALL));
      BigDecimal last = BigDecimal.valueOf(6 + 6 * 2).multiply(MEDIUM);
      JsonNode byTag = costs(server, "tag:team");
      assertThat(amount(byTag, "tag:team", "b"))
          .as("the last hours had begun after it was put")
          .isCloseTo(last, A_CENT_AT_MOST);
      assertThat(amount(byTag, "tag:team", "a")).isCloseTo(total.subtract(last), A_CENT_AT_MOST);
    }
  }

  /** Stopped by its schedule for 150 minutes, of which two hours are saved. */
  private void stopForHours(TestServer server) {
    String day = clock.instant().atOffset(ZoneOffset.UTC).plusDays(3).getDayOfWeek().name();
    schedule(
        server,
        "PUT",
        "{\"running\":[{\"days\":[\"%s\"],\"from\":\"08:00\",\"to\":\"18:00\"}]}".formatted(day));
    awaitStatus(server, "stopped");
    Instant stopped = clock.instant();
    clock.leap(Duration.ofMinutes(150));
    Instant month = Granularity.MONTH.floor(clock.instant());
    long hours =
        Duration.between(stopped.isAfter(month) ? stopped : month, clock.instant()).toHours();
    assertThat(
            json.readTree(schedule(server, "GET", "").body()).get("savedThisMonth").decimalValue())
        .isEqualByComparingTo(MEDIUM.multiply(BigDecimal.valueOf(6 * hours)));
    schedule(server, "DELETE", "");
    awaitStatus(server, "available");
  }

  private HttpResponse<String> schedule(TestServer server, String method, String body) {
    HttpResponse<String> answer =
        client(server)
            .send(
                method,
                "/v1/clusters/billed/schedule",
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 204);
    return answer;
  }

  private static BigDecimal amount(JsonNode costs, String dimension, String value) {
    BigDecimal amount = BigDecimal.ZERO;
    for (JsonNode part : costs.get("parts")) {
      for (JsonNode group : part.get("groups")) {
        if (group.get("key").get(dimension).asString().equals(value)) {
          amount = amount.add(group.get("amount").decimalValue());
        }
      }
    }
    return amount;
  }

  private JsonNode costs(TestServer server, String groupBy) {
    Instant today = clock.instant();
    String from = today.minus(Duration.ofDays(5)).toString().substring(0, 10);
    String to = today.plus(Duration.ofDays(1)).toString().substring(0, 10);
    HttpResponse<String> answer =
        client(server)
            .send(
                "GET",
                "/v1/billing/costs?from=%s&to=%s&granularity=day&groupBy=%s"
                    .formatted(from, to, groupBy.replace(":", "%3A")),
                Map.of(),
                new byte[0]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readTree(answer.body());
  }

  private void call(TestServer server, String operation, String body) {
    HttpResponse<String> answer = client(server).call(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private void awaitStatus(TestServer server, String status) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(
            () ->
                assertThat(
                        json.readTree(
                                client(server)
                                    .call("DescribeClusters", "{\"ClusterName\":\"billed\"}")
                                    .body())
                            .at("/Clusters/0/Status")
                            .asString(""))
                    .isEqualTo(status));
  }

  private AwsJsonClient client(TestServer server) {
    return new AwsJsonClient(server.endpoint()).at(clock);
  }
}
