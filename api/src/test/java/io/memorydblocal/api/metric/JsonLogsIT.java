package io.memorydblocal.api.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.MemoryDbLocal;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The log in JSON, of a server in a JVM of its own, whose logging is that of the product. */
class JsonLogsIT {

  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void everyLineIsAnObjectAndEveryCallHasOne() throws IOException {
    Path directory = TestServer.freshDirectory();
    Process process = start(directory);
    HttpResponse<String> answer;
    try {
      AwsJsonClient client = new AwsJsonClient(endpoint(process, directory));
      answer = client.call("DescribeClusters", "{\"ClusterName\":\"nope\"}");
      assertThat(answer.statusCode()).isEqualTo(400);
    } finally {
      process.destroy();
      process.onExit().join();
    }
    for (String file : List.of("console.log", "logs/memorydb.log")) {
      List<JsonNode> lines =
          Files.readAllLines(directory.resolve(file)).stream().map(JSON::readTree).toList();
      assertThat(lines).as(file).allMatch(JsonNode::isObject);
      assertThat(lines)
          .as(file)
          .filteredOn(line -> line.path("operation").asString("").equals("DescribeClusters"))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.path("requestId").asString())
                    .isEqualTo(answer.headers().firstValue("x-amzn-RequestId").orElseThrow());
                assertThat(line.path("account").asString()).isEqualTo(TestServer.ACCOUNT);
                assertThat(line.path("region").asString()).isEqualTo("us-east-1");
                assertThat(line.path("status").asInt()).isEqualTo(400);
                assertThat(line.path("error").asString()).isEqualTo("ClusterNotFoundFault");
                assertThat(line.path("durationMillis").asDouble()).isPositive();
                assertThat(line.path("level").asString()).isEqualTo("INFO");
              });
    }
  }

  private static Process start(Path directory) throws IOException {
    TestDatabase.Location database = TestDatabase.fresh();
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dspring.aot.enabled=true",
                "-cp",
                classPath(),
                MemoryDbLocal.class.getName()));
    command.addAll(TestServer.arguments(directory));
    command.add("--memorydb.db.url=" + database.url());
    command.add("--memorydb.db.user=" + database.user());
    command.add("--memorydb.db.password=" + database.password());
    command.add("--spring.profiles.active=json-logs");
    return new ProcessBuilder(command)
        .redirectError(directory.resolve("errors.log").toFile())
        .redirectOutput(directory.resolve("console.log").toFile())
        .start();
  }

  /** Without the tests' own configuration of logging, which would be preferred. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static URI endpoint(Process process, Path directory) throws IOException {
    Path state = directory.resolve("server.state");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              assertThat(process.isAlive()).as("see console.log in " + directory).isTrue();
              return Files.exists(state);
            });
    Properties started = new Properties();
    try (var reader = Files.newBufferedReader(state)) {
      started.load(reader);
    }
    return URI.create(started.getProperty("endpoint"));
  }
}
