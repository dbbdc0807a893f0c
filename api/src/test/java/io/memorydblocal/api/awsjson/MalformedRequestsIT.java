package io.memorydblocal.api.awsjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests that no client should send: each gets an AWS error, and none harms the service. */
class MalformedRequestsIT {

  private static final String REGION = "malformed";
  private static final int REQUESTS = 1_000;
  private static final long SEED = 12_345;

  private record Valid(String operation, String body) {}

  private static final List<Valid> VALID =
      List.of(
          new Valid(
              "CreateCluster",
              """
          {"ClusterName":"fuzz","NodeType":"db.t4g.small","ACLName":"open-access","NumShards":1,
           "NumReplicasPerShard":0,"Description":"d","Port":6379,"TLSEnabled":true,
           "MaintenanceWindow":"sun:23:00-mon:01:30","SnapshotWindow":"05:00-06:00",
           "SecurityGroupIds":["sg-1"],"Tags":[{"Key":"k","Value":"v"}],"EngineVersion":"7.1"}"""),
          new Valid(
              "DescribeClusters",
              "{\"ClusterName\":\"fuzz\",\"MaxResults\":20,\"NextToken\":\"x\",\"ShowShardDetails\":true}"),
          new Valid("DeleteCluster", "{\"ClusterName\":\"fuzz\",\"FinalSnapshotName\":\"x\"}"),
          new Valid(
              "CreateSnapshot",
              """
          {"ClusterName":"fuzz","SnapshotName":"fuzz","KmsKeyId":"k","Tags":[{"Key":"k"}]}"""),
          new Valid(
              "CopySnapshot",
              """
          {"SourceSnapshotName":"fuzz","TargetSnapshotName":"copy","TargetBucket":"b",
           "KmsKeyId":"k","Tags":[{"Key":"k"}]}"""),
          new Valid(
              "DescribeSnapshots",
              """
          {"ClusterName":"fuzz","SnapshotName":"fuzz","Source":"user","MaxResults":20,
           "NextToken":"x","ShowDetail":true}"""),
          new Valid("DeleteSnapshot", "{\"SnapshotName\":\"fuzz\"}"),
          new Valid(
              "CreateUser",
              """
          {"UserName":"fuzz","AccessString":"on ~* +@all","Tags":[{"Key":"k","Value":"v"}],
           "AuthenticationMode":{"Type":"password","Passwords":["correct-horse-battery"]}}"""),
          new Valid(
              "DescribeUsers",
              "{\"UserName\":\"fuzz\",\"Filters\":[{\"Name\":\"UserName\",\"Values\":[\"fuzz\"]}]}"),
          new Valid("DeleteUser", "{\"UserName\":\"fuzz\"}"),
          new Valid(
              "CreateACL",
              "{\"ACLName\":\"fuzz\",\"UserNames\":[\"fuzz\"],\"Tags\":[{\"Key\":\"k\"}]}"),
          new Valid("DescribeACLs", "{\"ACLName\":\"fuzz\",\"MaxResults\":50,\"NextToken\":\"x\"}"),
          new Valid("DeleteACL", "{\"ACLName\":\"fuzz\"}"));

  /** Values that have broken programs. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "9223372036854775808",
          "0.5",
          "\"\"",
          "\" \"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"😀\"",
          "\"'; drop table cluster; --\"",
          "\"../../etc/passwd\"",
          "\"%00\"",
          "\"a\\nb\\r\\nc\"",
          "\"${jndi:ldap://x}\"",
          "\"" + "x".repeat(70_000) + "\"",
          "\"on ~* +@all &* #zz %R~ >secret resetpass\"");

  private final TestServer server = TestServer.shared();
  private final Random random = new Random(SEED);
  private final JsonMapper json = JsonMapper.builder().build();

  @Test
  void answersAThousandRandomRequestsWithoutAServerErrorAndStillWorks() throws IOException {
    for (int i = 0; i < REQUESTS; i++) {
      String what = "request %d of seed %d: ".formatted(i, SEED);
      switch (random.nextInt(10)) {
        case 0 -> rawBytes(what);
        case 1 -> oddHttp(what);
        case 2, 3 -> brokenJson(what);
        default -> oddValues(what);
      }
    }

    MemoryDbClient api = server.sdk(Region.of(REGION), "test", "test");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                api.describeClusters(all -> {}).clusters().stream()
                    .noneMatch(cluster -> cluster.status().equals("deleting")));
    api.describeClusters(all -> {})
        .clusters()
        .forEach(
            cluster -> {
              Clusters.awaitAvailable(api, cluster.name());
              api.deleteCluster(request -> request.clusterName(cluster.name()));
              Clusters.awaitGone(api, cluster.name());
            });
    Clusters.create(api, "afterwards", 1, 1, "open-access");
    Clusters.awaitAvailable(api, "afterwards");
    api.deleteCluster(request -> request.clusterName("afterwards"));
    Clusters.awaitGone(api, "afterwards");
  }

  @Test
  void refusesABodyThatIsTooLarge() {
    HttpResponse<String> answer =
        client().call("DescribeUsers", "{\"UserName\":\"" + "x".repeat(1 << 20) + "\"}");

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"__type\":\"RequestEntityTooLargeException\"");
  }

  /** PostgreSQL keeps no such text, and no client would get back what it sent. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"Description\":\"a\\u0000\"",
        "\"Description\":\"\\ud800\"",
        "\"KmsKeyId\":\"\\u0000\"",
        "\"Tags\":[{\"Key\":\"\\u0000\"}]",
        "\"Tags\":[{\"Key\":\"k\",\"Value\":\"\\u0000\"}]"
      })
  void refusesTextThatCannotBeKept(String member) {
    HttpResponse<String> answer =
        client()
            .call(
                "CreateCluster",
                "{\"ClusterName\":\"text\",\"NodeType\":\"db.t4g.small\",\"ACLName\":\"open-access\",%s}"
                    .formatted(member));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("SerializationException", "NUL character");
  }

  /** A valid request with one to three of its values replaced, at any depth. */
  private void oddValues(String what) {
    Valid valid = anyValid();
    JsonNode request = json.readTree(valid.body());
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      change(request);
    }
    String body = request.toString();
    assertAnswered(what + valid.operation() + body, client().call(valid.operation(), body));
  }

  private void change(JsonNode node) {
    JsonNode odd = json.readTree(ODD.get(random.nextInt(ODD.size())));
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      if (object.get(name).isContainer() && random.nextBoolean()) {
        change(object.get(name));
      } else if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, odd);
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      int index = random.nextInt(array.size());
      if (array.get(index).isContainer() && random.nextBoolean()) {
        change(array.get(index));
      } else {
        array.set(index, odd);
      }
    }
  }

  /** Text that isn't JSON, or isn't an object, signed as it should be. */
  private void brokenJson(String what) {
    Valid valid = anyValid();
    String body =
        switch (random.nextInt(6)) {
          case 0 -> valid.body().substring(0, random.nextInt(valid.body().length()));
          case 1 -> valid.body() + valid.body();
          case 2 -> ODD.get(random.nextInt(ODD.size()));
          case 3 -> "[".repeat(1 + random.nextInt(5_000));
          case 4 -> "{\"ClusterName\":".repeat(1 + random.nextInt(2_000));
          default -> text(random.nextInt(300));
        };
    assertAnswered(what + valid.operation() + body, client().call(valid.operation(), body));
  }

  /** Methods, paths, targets and signatures that are not those of the API. */
  private void oddHttp(String what) {
    String method =
        List.of("GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "POST").get(random.nextInt(7));
    String path =
        List.of(
                "/",
                "/x",
                "/ca.pem",
                "/ca.pem/",
                "/error",
                "/actuator",
                "/a%2fb",
                "/%20",
                "/?a=b&c")
            .get(random.nextInt(9));
    String target =
        List.of("AmazonMemoryDB.", "AmazonMemoryDB.DescribeUsers", "x", "AmazonMemoryDB.%s", ".")
            .get(random.nextInt(5));
    byte[] body = text(random.nextInt(50)).getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers = Map.of("X-Amz-Target", target);
    HttpResponse<String> answer =
        random.nextBoolean()
            ? client().send(method, path, headers, body)
            : client()
                .sendUnsigned(
                    method,
                    path,
                    Map.of(
                        "X-Amz-Target",
                        target,
                        "Authorization",
                        "AWS4-HMAC-SHA256 " + text(random.nextInt(100)).replaceAll("[^ -~]", "=")),
                    body);
    assertThat(answer.statusCode()).as(what + method + " " + path).isLessThan(500);
  }

  /** Bytes that may not even be HTTP. */
  private void rawBytes(String what) throws IOException {
    byte[] noise = new byte[random.nextInt(2_000)];
    random.nextBytes(noise);
    String start =
        List.of(
                "",
                "POST / HTTP/1.1\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/9.9\r\nHost: x\r\n\r\n",
                "GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
            .get(random.nextInt(7));
    URI endpoint = server.endpoint();
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      socket.setSoTimeout(10_000);
      String answer = exchange(socket, start.getBytes(StandardCharsets.ISO_8859_1), noise);
      assertThat(answer)
          .as(what + start)
          .doesNotMatch("(?s)HTTP/1\\.1 5.*")
          .doesNotContain("<html");
    }
  }

  private static String exchange(Socket socket, byte[]... parts) {
    try {
      for (byte[] part : parts) {
        socket.getOutputStream().write(part);
      }
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      // The server closed the connection without reading all the noise: no answer, no error.
      return "";
    }
  }

  private void assertAnswered(String what, HttpResponse<String> answer) {
    String said = what.length() > 500 ? what.substring(0, 500) : what;
    assertThat(answer.statusCode()).as("%s: %s", said, answer.body()).isIn(200, 400);
    assertThat(json.readTree(answer.body()).isObject()).as(said).isTrue();
    if (answer.statusCode() == 400) {
      assertThat(answer.body()).as(said).contains("\"__type\":\"", "\"message\":\"");
    }
  }

  private Valid anyValid() {
    return VALID.get(random.nextInt(VALID.size()));
  }

  private String text(int length) {
    return random
        .ints(length, 0, 0x3000)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private AwsJsonClient client() {
    return new AwsJsonClient(server.endpoint()).scope(REGION, "memorydb");
  }
}
