package io.memorydblocal.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Contract;
import io.memorydblocal.api.testing.Contract.Operation;
import io.memorydblocal.api.testing.TestServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whatever is asked for, as the contract allows or not, the answer is in the contract, and never an
 * error of the server. The same seed asks the same again.
 */
class ContractFuzzIT {

  /** In every build; more find more, as in {@code -Dmemorydb.fuzz.calls=5000}. */
  private static final int CALLS = Integer.getInteger("memorydb.fuzz.calls", 1_000);

  private static final long SEED = 20_261_127;

  /** Some need what is there by chance only. */
  private static final int MOST_WITHOUT_SUCCESS = 40;

  /** What is there at first, by the paths where it is made. */
  private static final Map<String, String> THERE =
      Map.of(
          "/v1/users",
          """
          {"userName":"fuzz-0","accessString":"on ~* +@all",
           "authenticationMode":{"type":"password","passwords":["correct-horse-battery"]}}
          """,
          "/v1/subnet-groups",
          "{\"subnetGroupName\":\"fuzz-0\",\"subnetIds\":[\"subnet-0a1b2c3d\"]}",
          "/v1/multi-region-clusters",
          "{\"multiRegionClusterNameSuffix\":\"fuzz-0\",\"nodeType\":\"db.r7g.xlarge\"}",
          "/v1/clusters",
          """
          {"clusterName":"fuzz-0","nodeType":"db.t4g.small","aclName":"open-access","numShards":1,
           "numReplicasPerShard":0}
          """);

  /** Values that have broken programs. */
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "0.5",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\" \"",
          "[]",
          "{}",
          "[[]]",
          "[null]",
          "[{}]",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"😀\"",
          "\"a\\nb\"",
          "\"../../etc/passwd\"",
          "\"%00\"",
          "\"a;b\"",
          "\"'; drop table cluster; --\"",
          "\"2026-02-30\"",
          "\"" + "x".repeat(5_000) + "\"");

  private static TestServer server;

  private final JsonMapper json = JsonMapper.builder().build();
  private final Random random = new Random(SEED);
  private final Contract contract = Contract.published();

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            "memorydb.provisioning.quota.nodes-per-region=2",
            "memorydb.provisioning.quota.snapshots-per-cluster-and-day=3");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersAsTheContractSaysWhateverIsAsked() {
    List<Operation> operations =
        contract.operations().stream().filter(each -> each.path().startsWith("/v1/")).toList();
    AwsJsonClient client = new AwsJsonClient(server.endpoint());
    for (Map.Entry<String, String> there : THERE.entrySet()) {
      HttpResponse<String> answer =
          client.send("POST", there.getKey(), Map.of(), bytes(there.getValue()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }
    Set<String> asked = new TreeSet<>();
    Set<String> succeeded = new TreeSet<>();
    for (int i = 0; i < CALLS; i++) {
      Operation operation = next(operations);
      String body = body(operation);
      String path = path(operation);
      HttpResponse<String> answer =
          client.sendUnsigned(
              operation.method().toUpperCase(Locale.ROOT), path, headers(), bytes(body));
      assertThat(answer.statusCode())
          .as("call %d of seed %d, %s: %s", i, SEED, answer.request(), body)
          .isLessThan(500);
      asked.add(operation.id());
      if (answer.statusCode() < 300) {
        succeeded.add(operation.id());
      }
    }

    assertThat(asked).hasSameSizeAs(operations);
    asked.removeAll(succeeded);
    assertThat(asked).as("never successful").hasSizeLessThan(MOST_WITHOUT_SUCCESS);
  }

  /** Any, but seldom one that deletes: else there would hardly be anything. */
  private Operation next(List<Operation> operations) {
    Operation operation = operations.get(random.nextInt(operations.size()));
    return operation.method().equals("delete") && random.nextInt(4) > 0
        ? next(operations)
        : operation;
  }

  private static byte[] bytes(String body) {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> headers() {
    Map<String, String> headers =
        new TreeMap<>(
            Map.of("authorization", "Bearer key-of-test", "content-type", "application/json"));
    if (random.nextInt(20) == 0) {
      headers.put("content-type", "text/csv");
    }
    if (random.nextInt(20) == 0) {
      headers.put("idempotency-key", "key-" + random.nextInt(5));
    }
    if (random.nextInt(20) == 0) {
      headers.put("accept", "text/plain");
    }
    if (random.nextInt(50) == 0) {
      headers.put("authorization", "Bearer wrong");
    }
    return headers;
  }

  private String path(Operation operation) {
    String path = operation.path();
    List<String> query = new ArrayList<>();
    for (JsonNode declared : operation.description().path("parameters")) {
      JsonNode parameter = contract.resolved(declared);
      String name = parameter.get("name").asString();
      JsonNode schema = contract.resolved(parameter.get("schema"));
      if (parameter.get("in").asString().equals("path")) {
        path = path.replace("{" + name + "}", encoded(text(value(name, parameter, schema, 0))));
      } else if (parameter.get("in").asString().equals("query")
          && wanted(parameter.path("required"))) {
        JsonNode value = value(name, parameter, schema, 0);
        if (value.isArray()) {
          value.forEach(each -> query.add(name + "=" + encoded(text(each))));
        } else {
          query.add(name + "=" + encoded(text(value)));
        }
      }
    }
    if (random.nextInt(30) == 0) {
      query.add("unknown=1");
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String text(JsonNode value) {
    String text = value.isString() ? value.asString() : value.toString();
    // An unpaired surrogate can't be in a URI.
    return text.isEmpty() ? "-" : text.replaceAll("[\\ud800-\\udfff]", "?");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private String body(Operation operation) {
    JsonNode content = operation.description().path("requestBody").path("content");
    if (content.isMissingNode()) {
      return "";
    }
    if (random.nextInt(40) == 0) {
      return List.of("", "{", "[]", "null", "\"x\"", "\u0000").get(random.nextInt(6));
    }
    JsonNode schema = content.path("application/json").path("schema");
    return value("", schema, contract.resolved(schema), 0).toString();
  }

  private boolean wanted(JsonNode required) {
    return random.nextInt(20) < (required.asBoolean(false) ? 19 : 5);
  }

  private JsonNode value(String name, JsonNode declared, JsonNode schema, int depth) {
    if (!name.isEmpty() && random.nextInt(12) == 0) {
      return json.readTree(ODD.get(random.nextInt(ODD.size())));
    }
    JsonNode example = declared.has("example") ? declared.get("example") : schema.path("example");
    if ((name.endsWith("Name") || name.endsWith("Names"))
        && !schema.has("items")
        && random.nextBoolean()) {
      return json.valueToTree("fuzz-" + random.nextInt(3));
    }
    if (!example.isMissingNode() && random.nextInt(4) > 0) {
      return example;
    }
    if (schema.has("enum")) {
      return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
    }
    return switch (schema.path("type").asString("object")) {
      case "boolean" -> json.valueToTree(random.nextBoolean());
      case "integer" -> json.valueToTree(random.nextInt(-1, 25));
      case "number" -> json.valueToTree(random.nextInt(100) / 4.0);
      case "array" -> {
        ArrayNode array = json.createArrayNode();
        JsonNode items = schema.get("items");
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(value(name, items, contract.resolved(items), depth + 1));
        }
        yield array;
      }
      case "string" -> json.valueToTree(word(name));
      default -> {
        ObjectNode object = json.createObjectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(each -> required.add(each.asString()));
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
          if (random.nextInt(20) < (required.contains(member.getKey()) ? 19 : 5) && depth < 5) {
            object.set(
                member.getKey(),
                value(
                    member.getKey(),
                    member.getValue(),
                    contract.resolved(member.getValue()),
                    depth + 1));
          }
        }
        yield object;
      }
    };
  }

  private String word(String name) {
    return switch (random.nextInt(4)) {
      case 0 -> "2026-01-0" + random.nextInt(1, 10);
      case 1 -> "cluster";
      case 2 -> "open-access";
      default -> name + random.nextInt(3);
    };
  }
}
