package io.memorydblocal.api.awsjson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Golden conversations: what goes over the wire, member by member. Each file is a list of exchanges
 * in a region of its own. A string such as {@code <time>} in an expected answer stands for any
 * value of its kind; an exchange with {@code "repeat": true} is repeated until its answer comes.
 */
class AwsJsonIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Map<String, Pattern> KINDS =
      Map.of(
          "<time>", Pattern.compile("[1-9]\\d{9}(\\.\\d{1,3})?|1\\.\\d+E9"),
          "<address>", Pattern.compile("127(\\.\\d{1,3}){3}"),
          "<token>", Pattern.compile("[A-Za-z0-9_-]{44,}"),
          "<slots>", Pattern.compile("\\d+-\\d+"));

  private final JsonMapper json = JsonMapper.builder().build();

  static Stream<Path> conversations() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src", "test", "resources", "golden"))) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void answersAsTheGoldenConversationHasIt(Path file) throws IOException {
    String region = "golden-" + file.getFileName().toString().replace(".json", "");
    AwsJsonClient client =
        new AwsJsonClient(TestServer.shared().endpoint()).scope(region, "memorydb");
    JsonNode exchanges = json.readTree(Files.readString(file).replace("<region>", region));

    int number = 0;
    for (JsonNode exchange : exchanges) {
      String what = "%s, exchange %d".formatted(file.getFileName(), ++number);
      if (exchange.path("repeat").asBoolean()) {
        await()
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(50))
            .untilAsserted(() -> assertAnswer(what, exchange, call(client, exchange)));
      } else {
        assertAnswer(what, exchange, call(client, exchange));
      }
    }
  }

  private static HttpResponse<String> call(AwsJsonClient client, JsonNode exchange) {
    return client.call(exchange.get("operation").asString(), exchange.get("request").toString());
  }

  private void assertAnswer(String what, JsonNode exchange, HttpResponse<String> answer) {
    JsonNode expected = exchange.get("answer");
    JsonNode actual = json.readTree(answer.body());

    assertThat(masked(actual, expected).toPrettyString())
        .as(what)
        .isEqualTo(expected.toPrettyString());
    assertThat(answer.statusCode()).as(what).isEqualTo(expected.has("__type") ? 400 : 200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .as(what)
        .contains("application/x-amz-json-1.1");
  }

  /** The actual answer, with the name of the kind where a value of that kind is expected. */
  private JsonNode masked(JsonNode actual, JsonNode expected) {
    if (expected.isString() && KINDS.containsKey(expected.asString())) {
      boolean fits = KINDS.get(expected.asString()).matcher(actual.asString()).matches();
      return fits ? expected : actual;
    }
    if (actual.isObject() && expected.isObject()) {
      ObjectNode masked = json.createObjectNode();
      // In the order of what is expected: the order of members says nothing.
      expected
          .propertyNames()
          .forEach(
              name -> {
                if (actual.has(name)) {
                  masked.set(name, masked(actual.get(name), expected.get(name)));
                }
              });
      actual
          .propertyNames()
          .forEach(
              name -> {
                if (!expected.has(name)) {
                  masked.set(name, actual.get(name));
                }
              });
      return masked;
    }
    if (actual.isArray() && expected.isArray() && actual.size() == expected.size()) {
      ArrayNode masked = json.createArrayNode();
      for (int i = 0; i < actual.size(); i++) {
        masked.add(masked(actual.get(i), expected.get(i)));
      }
      return masked;
    }
    return actual;
  }
}
