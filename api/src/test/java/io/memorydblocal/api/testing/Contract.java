package io.memorydblocal.api.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published contract, and whether answers are as it says. */
public final class Contract {

  private static final Path FILE = Path.of("..", "openapi", "memorydb-local.yaml");
  private static final String URI = "https://memorydb-local.test/contract";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final int NOT_FOUND = 404;
  private static final int METHOD_NOT_ALLOWED = 405;

  private static final Contract PUBLISHED = new Contract();

  private final JsonMapper json = JsonMapper.builder().build();
  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final List<Operation> operations = new ArrayList<>();

  /**
   * Something that can be done.
   *
   * @param path with variables in braces
   */
  public record Operation(String method, String path, JsonNode description) {

    /** Its name. */
    public String id() {
      return description.get("operationId").asString();
    }

    private boolean takes(String asked) {
      String expression =
          Pattern.compile("\\{resourceArn}")
              .matcher(path)
              .replaceAll(".+")
              .replaceAll("\\{\\w+}", "[^/]+");
      return asked.matches(expression);
    }
  }

  private Contract() {
    document = YAMLMapper.builder().build().readTree(FILE);
    schemas =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(),
            registry -> registry.schemas(Map.of(URI, json.writeValueAsString(document))));
    for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        if (METHODS.contains(method.getKey())) {
          operations.add(new Operation(method.getKey(), path.getKey(), method.getValue()));
        }
      }
    }
  }

  /** The one in the repository. */
  public static Contract published() {
    return PUBLISHED;
  }

  /** The whole of it. */
  public JsonNode document() {
    return document;
  }

  /** All that can be done, by REST and else. */
  public List<Operation> operations() {
    return List.copyOf(operations);
  }

  /** What a reference of the document refers to, or the node itself. */
  public JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : document.at(reference.asString().substring("#".length()));
  }

  /**
   * Fails unless an answer is as the contract says.
   *
   * @param path with its query
   */
  public void check(String method, String path, HttpResponse<String> answer) {
    String asked = path.split("\\?", 2)[0];
    String what = "%s %s: %d %s".formatted(method, path, answer.statusCode(), answer.body());
    Optional<Operation> operation =
        operations.stream()
            .filter(each -> each.method().equals(method.toLowerCase(Locale.ROOT)))
            .filter(each -> each.takes(asked))
            .min((one, other) -> variables(one) - variables(other));
    if (operation.isEmpty()) {
      if (answer.statusCode() != NOT_FOUND && answer.statusCode() != METHOD_NOT_ALLOWED) {
        throw new AssertionError("Not in the contract: " + what);
      }
      return;
    }
    check(operation.get(), answer, what);
  }

  private static int variables(Operation operation) {
    return operation.path().split("\\{", -1).length;
  }

  private void check(Operation operation, HttpResponse<String> answer, String what) {
    JsonNode responses = operation.description().get("responses");
    String status = String.valueOf(answer.statusCode());
    String key = responses.has(status) ? status : status.charAt(0) + "XX";
    if (!responses.has(key)) {
      throw new AssertionError("The contract has no such status: " + what);
    }
    JsonNode content = resolved(responses.get(key)).path("content");
    if (content.isMissingNode()) {
      if (!answer.body().isEmpty()) {
        throw new AssertionError("The contract has no body there: " + what);
      }
      return;
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (!content.has(type)) {
      throw new AssertionError("The contract hasn't the type " + type + ": " + what);
    }
    if (type.endsWith("json")) {
      String pointer =
          responses.get(key).has("$ref")
              ? responses.get(key).get("$ref").asString().substring("#".length())
              : "/paths/%s/%s/responses/%s"
                  .formatted(escaped(operation.path()), operation.method(), key);
      List<Error> errors =
          schemas
              .getSchema(
                  SchemaLocation.of(
                      "%s#%s/content/%s/schema".formatted(URI, pointer, escaped(type))))
              .validate(json.readTree(answer.body()));
      if (!errors.isEmpty()) {
        throw new AssertionError(errors + " in " + what);
      }
    }
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
