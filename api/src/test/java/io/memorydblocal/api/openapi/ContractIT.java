package io.memorydblocal.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.testing.Contract;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract in the repository is that of the code, and everyone may read it. */
class ContractIT {

  private static final Path PUBLISHED = Path.of("..", "openapi", "memorydb-local.yaml");
  private static final Path SERVED = Path.of("target", "memorydb-local.yaml");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isPublishedAsItIsServed() throws Exception {
    HttpResponse<String> answer = get("/v3/api-docs.yaml");
    assertThat(answer.statusCode()).isEqualTo(200);
    Files.writeString(SERVED, answer.body());

    assertThat(SERVED)
        .as("what the code serves; copy it to openapi/ if it is meant")
        .hasSameTextualContentAs(PUBLISHED);
  }

  @Test
  void describesEverything() {
    Contract contract = Contract.published();
    List<String> silent = new ArrayList<>();
    for (Contract.Operation operation : contract.operations()) {
      if (!operation.description().has("summary")) {
        silent.add(operation.id());
      }
      for (JsonNode parameter : operation.description().path("parameters")) {
        if (!contract.resolved(parameter).has("description")) {
          silent.add(operation.id() + " " + parameter.get("name"));
        }
      }
    }
    for (Map.Entry<String, JsonNode> schema :
        contract.document().at("/components/schemas").properties()) {
      if (!schema.getValue().has("description")) {
        silent.add(schema.getKey());
      }
      for (Map.Entry<String, JsonNode> member : schema.getValue().path("properties").properties()) {
        if (!member.getValue().has("description")) {
          silent.add(schema.getKey() + "." + member.getKey());
        }
      }
    }

    assertThat(silent).as("not in members.properties").isEmpty();
  }

  @Test
  void isDocumentedForPeople() throws Exception {
    HttpResponse<String> page = get("/swagger-ui.html");
    assertThat(page.statusCode()).isEqualTo(302);
    assertThat(get(page.headers().firstValue("Location").orElseThrow()).body())
        .contains("Swagger UI");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(server.endpoint().resolve(path).toString())).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
