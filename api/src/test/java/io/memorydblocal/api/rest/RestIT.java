package io.memorydblocal.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** MemoryDB's operations as REST resources. */
class RestIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final JsonMapper json = JsonMapper.builder().build();
  private final TestServer server = TestServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leadsThroughTheLifeOfACluster() {
    created(
        "/v1/users",
        """
        {"userName":"app","accessString":"on ~* +@all",
         "authenticationMode":{"type":"password","passwords":["correct-horse-battery"]}}
        """,
        "/v1/users/app");
    created("/v1/acls", "{\"aclName\":\"app-acl\",\"userNames\":[\"app\"]}", "/v1/acls/app-acl");
    created(
        "/v1/parameter-groups",
        "{\"parameterGroupName\":\"mine\",\"family\":\"memorydb_redis7\"}",
        "/v1/parameter-groups/mine");
    JsonNode cluster =
        created(
            "/v1/clusters",
            """
            {"clusterName":"demo","nodeType":"db.t4g.small","aclName":"app-acl","numShards":1,
             "numReplicasPerShard":0,"parameterGroupName":"mine","tags":[{"key":"team","value":"a"}]}
            """,
            "/v1/clusters/demo");
    assertThat(cluster.get("status").asString()).isEqualTo("creating");
    awaitStatus("/v1/clusters/demo", "available");
    JsonNode shards = ok(send("GET", "/v1/clusters/demo?showShardDetails=true", "")).get("shards");
    assertThat(Instant.parse(shards.at("/0/nodes/0/createTime").asString()))
        .isBefore(Instant.now());

    JsonNode changed =
        answer(202, send("PATCH", "/v1/clusters/demo", "{\"description\":\"other\"}"));
    assertThat(changed.get("description").asString()).isEqualTo("other");
    assertThat(
            ok(send(
                    "PATCH",
                    "/v1/parameter-groups/mine",
                    """
                        {"parameterNameValues":[
                          {"parameterName":"maxmemory-policy","parameterValue":"allkeys-lru"}]}
                        """))
                .get("name")
                .asString())
        .isEqualTo("mine");
    assertThat(
            ok(send("GET", "/v1/parameter-groups/mine/parameters", ""))
                .get("parameters")
                .valueStream()
                .filter(each -> each.get("name").asString().equals("maxmemory-policy"))
                .map(each -> each.get("value").asString()))
        .containsExactly("allkeys-lru");
    ok(send("POST", "/v1/parameter-groups/mine/reset", "{\"allParameters\":true}"));
    assertThat(ok(send("GET", "/v1/clusters/demo/node-type-updates", "")).get("scaleUpNodeTypes"))
        .isNotEmpty();

    String arn = changed.get("arn").asString();
    ok(send("POST", "/v1/tags/" + arn, "{\"tags\":[{\"key\":\"stage\",\"value\":\"test\"}]}"));
    assertThat(ok(send("GET", "/v1/tags/" + arn.replace("/", "%2F"), "")).get("tagList"))
        .as("clients may encode the slash")
        .hasSize(2);
    assertThat(
            ok(send("DELETE", "/v1/tags/" + arn + "?tagKeys=team&tagKeys=stage", ""))
                .get("tagList"))
        .isEmpty();

    created(
        "/v1/snapshots",
        "{\"clusterName\":\"demo\",\"snapshotName\":\"one\"}",
        "/v1/snapshots/one");
    awaitStatus("/v1/snapshots/one", "available");
    created("/v1/snapshots/one/copies", "{\"targetSnapshotName\":\"two\"}", "/v1/snapshots/two");
    awaitStatus("/v1/snapshots/two", "available");
    problem(send("GET", "/v1/snapshots/two?source=system", ""), 404, "NotFoundException", "");
    answer(202, send("DELETE", "/v1/snapshots/two", ""));
    awaitStatus("/v1/clusters/demo", "available");
    problem(
        send("POST", "/v1/clusters/demo/failover", "{\"shardName\":\"0001\"}"),
        409,
        "TestFailoverNotAvailableFault",
        "no replica");
    answer(202, send("DELETE", "/v1/clusters/demo", ""));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                problem(
                    send("GET", "/v1/clusters/demo", ""),
                    404,
                    "ClusterNotFoundFault",
                    "Cluster demo not found."));
    assertThat(
            ok(send("GET", "/v1/events?sourceType=cluster&sourceName=demo&duration=60", ""))
                .get("events")
                .valueStream()
                .map(event -> event.get("message").asString()))
        .contains("Cluster created.", "Cluster deleted.");
  }

  @Test
  void linksPages() {
    for (int i = 0; i < 25; i++) {
      created(
          "/v1/parameter-groups",
          "{\"parameterGroupName\":\"pg-%02d\",\"family\":\"memorydb_redis7\"}".formatted(i),
          "/v1/parameter-groups/pg-%02d".formatted(i));
    }
    List<String> names = new ArrayList<>();
    String next = "/v1/parameter-groups?maxResults=20";
    int pages = 0;
    while (!next.isEmpty()) {
      HttpResponse<String> page = send("GET", next, "");
      ok(page).get("parameterGroups").forEach(group -> names.add(group.get("name").asString()));
      String link = page.headers().firstValue("Link").orElse("");
      assertThat(link).matches("|<.*>; rel=\"next\"");
      next = link.isEmpty() ? "" : pathAndQuery(link.replaceAll("<(.*)>.*", "$1"));
      pages++;
    }
    assertThat(pages).isEqualTo(2);
    assertThat(names).doesNotHaveDuplicates().contains("pg-00", "pg-24").hasSizeGreaterThan(25);
  }

  @Test
  void saysWhatIsWrong() {
    problem(
        send("POST", "/v1/clusters", "{}"), 422, "InvalidParameterValueException", "clusterName");
    problem(send("POST", "/v1/clusters", "[]"), 400, "SerializationException", "not a JSON object");
    problem(send("POST", "/v1/clusters", "{"), 400, "SerializationException", "not a JSON object");
    problem(
        send("POST", "/v1/clusters", "{\"clusterNmae\":\"x\"}"),
        400,
        "SerializationException",
        "clusterNmae");
    problem(
        send("POST", "/v1/clusters", "{\"numShards\":\"many\"}"),
        400,
        "SerializationException",
        "numShards");
    problem(
        send("GET", "/v1/clusters?maxResults=many", ""),
        400,
        "SerializationException",
        "maxResults");
    problem(
        send("GET", "/v1/clusters?maxResults=5", ""),
        422,
        "InvalidParameterValueException",
        "maxResults");
    problem(send("GET", "/v1/clusters?color=red", ""), 400, "SerializationException", "color");
    problem(send("GET", "/v1/users/nobody", ""), 404, "UserNotFoundFault", "nobody");
    problem(send("PUT", "/v1/users/nobody", "{}"), 405, "UnknownOperationException", "PUT");
    problem(send("GET", "/v1/tags/no-arn", ""), 422, "InvalidARNFault", "no-arn");
    problem(
        send("DELETE", "/v1/acls/open-access", ""),
        422,
        "InvalidParameterValueException",
        "open-access");
    created("/v1/acls", "{\"aclName\":\"twice\"}", "/v1/acls/twice");
    problem(
        send("POST", "/v1/acls", "{\"aclName\":\"twice\"}"), 409, "ACLAlreadyExistsFault", "twice");
    assertThat(
            ok(send(
                    "GET",
                    "/v1/users?filters="
                        + "%7B%22name%22%3A%22UserName%22%2C%22values%22%3A%5B%22default%22%5D%7D",
                    ""))
                .get("users")
                .valueStream()
                .map(user -> user.get("name").asString()))
        .containsExactly("default");
    assertThat(ok(send("GET", "/v1/engine-versions?defaultOnly=true", "")).get("engineVersions"))
        .isNotEmpty();
    assertThat(
            ok(send("GET", "/v1/reserved-nodes/offerings?duration=1", ""))
                .at("/reservedNodesOfferings/0/fixedPrice")
                .isNumber())
        .isTrue();
    HttpResponse<String> unsigned =
        new AwsJsonClient(server.endpoint())
            .sendUnsigned("GET", "/v1/clusters", Map.of(), new byte[0]);
    assertThat(unsigned.statusCode()).isEqualTo(401);
  }

  @Test
  void carriesARequestWithAKeyOutOnce() {
    String group = "{\"parameterGroupName\":\"once\",\"family\":\"memorydb_redis7\"}";
    HttpResponse<String> first = keyed("key-1", group);
    HttpResponse<String> again = keyed("key-1", group);
    answer(201, first);
    answer(201, again);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.headers().firstValue("Location")).contains("/v1/parameter-groups/once");
    assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
    assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
    problem(keyed("key-2", group), 409, "ParameterGroupAlreadyExistsFault", "once");
    problem(keyed("key-2", group), 409, "ParameterGroupAlreadyExistsFault", "once");
    problem(
        keyed("key-1", group.replace("once", "other")),
        422,
        "InvalidParameterValueException",
        "was used for another request");
    problem(keyed("k".repeat(256), group), 422, "InvalidParameterValueException", "255");

    String race = group.replace("once", "race");
    List<Integer> statuses =
        IntStream.range(0, 16)
            .parallel()
            .map(i -> keyed("key-3", race).statusCode())
            .boxed()
            .toList();
    assertThat(statuses).contains(201).allMatch(status -> status == 201 || status == 409);
  }

  private HttpResponse<String> keyed(String key, String body) {
    return new AwsJsonClient(server.endpoint())
        .send(
            "POST",
            "/v1/parameter-groups",
            Map.of("Content-Type", "application/json", "Idempotency-Key", key),
            body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void letsInWhoHasAnApiKey() {
    AwsJsonClient client = new AwsJsonClient(server.endpoint());
    byte[] group =
        "{\"parameterGroupName\":\"keyed\",\"family\":\"memorydb_redis7\"}"
            .getBytes(StandardCharsets.UTF_8);
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer key-of-test",
            "Content-Type", "application/json",
            "X-Region", "eu-west-1");

    answer(201, client.sendUnsigned("POST", "/v1/parameter-groups", headers, group));

    JsonNode found =
        ok(client.sendUnsigned("GET", "/v1/parameter-groups/keyed", headers, new byte[0]));
    assertThat(found.get("arn").asString())
        .isEqualTo("arn:aws:memorydb:eu-west-1:000000000000:parametergroup/keyed");
    problem(
        send("GET", "/v1/parameter-groups/keyed", ""), 404, "ParameterGroupNotFoundFault", "keyed");
    problem(
        client.sendUnsigned(
            "GET", "/v1/clusters", Map.of("Authorization", "Bearer key-of-nobody"), new byte[0]),
        403,
        "UnrecognizedClientException",
        "The API key is not one of the server's.");
    assertThat(
            client
                .sendUnsigned(
                    "POST",
                    "/",
                    Map.of(
                        "Authorization", "Bearer key-of-test",
                        "X-Amz-Target", "AmazonMemoryDB.DescribeClusters"),
                    new byte[0])
                .statusCode())
        .as("AWS's protocol knows no API keys")
        .isEqualTo(400);
  }

  private static String pathAndQuery(String link) {
    URI uri = URI.create(link);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }

  private JsonNode created(String collection, String body, String location) {
    HttpResponse<String> answer = send("POST", collection, body);
    assertThat(answer.headers().firstValue("Location")).as(answer.body()).contains(location);
    return answer(201, answer);
  }

  private void awaitStatus(String path, String status) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(ok(send("GET", path, "")).get("status").asString()).isEqualTo(status));
  }

  private JsonNode ok(HttpResponse<String> answer) {
    return answer(200, answer);
  }

  private JsonNode answer(int status, HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return json.readTree(answer.body());
  }

  private void problem(HttpResponse<String> answer, int status, String code, String detail) {
    JsonNode problem = answer(status, answer);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(problem.get("code").asString()).as(answer.body()).isEqualTo(code);
    assertThat(problem.get("detail").asString()).contains(detail);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    return new AwsJsonClient(server.endpoint())
        .send(
            method,
            path,
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
  }
}
