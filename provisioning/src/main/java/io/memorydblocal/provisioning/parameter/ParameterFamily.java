package io.memorydblocal.provisioning.parameter;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of the engines of one major version. */
public final class ParameterFamily {

  private static final String DEFAULT_PREFIX = "default.";

  /** The search module's parameters mean nothing to an engine without it. */
  private static final String SEARCH_PARAMETERS = "search-";

  private static final String BUFFER_LIMIT = "client-output-buffer-limit";
  private static final List<String> LIMITED_CLIENTS = List.of("normal", "pubsub");

  private final String name;
  private final Map<String, Parameter> parameters;
  private final Map<String, String> fixed;

  ParameterFamily(String name, Map<String, Parameter> parameters, Map<String, String> fixed) {
    this.name = name;
    this.parameters = new LinkedHashMap<>(parameters);
    this.fixed = new LinkedHashMap<>(fixed);
  }

  public String name() {
    return name;
  }

  /** The name of the group that has the family's own values; Terraform derives it like this. */
  public String defaultGroup() {
    return DEFAULT_PREFIX + name.replace('_', '-');
  }

  /** Its parameters in the order in which AWS lists them. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /**
   * The parameter with a name.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is none
   */
  Parameter require(String parameter) {
    Parameter found = parameters.get(parameter);
    if (found == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "The parameter %s does not exist in the family %s.".formatted(parameter, name));
    }
    return found;
  }

  /**
   * All values as directives of the engine. MemoryDB splits the buffer limits of a class of clients
   * into three parameters; the engine takes them together.
   *
   * @param chosen the values that differ from the family's own
   */
  Map<String, String> engineSettings(Map<String, String> chosen) {
    Map<String, String> values = new LinkedHashMap<>(fixed);
    parameters.forEach((each, parameter) -> values.put(each, parameter.defaultValue()));
    values.putAll(chosen);
    Map<String, String> settings = new LinkedHashMap<>();
    values.forEach(
        (each, value) -> {
          if (!each.startsWith(BUFFER_LIMIT) && !each.startsWith(SEARCH_PARAMETERS)) {
            settings.put(each, value);
          }
        });
    settings.put(
        BUFFER_LIMIT,
        LIMITED_CLIENTS.stream()
            .map(clients -> bufferLimit(clients, values))
            .collect(Collectors.joining(" ")));
    return settings;
  }

  private static String bufferLimit(String clients, Map<String, String> values) {
    return Stream.of("hard-limit", "soft-limit", "soft-seconds")
        .map(part -> "%s-%s-%s".formatted(BUFFER_LIMIT, clients, part))
        .map(each -> Objects.requireNonNull(values.get(each), each))
        .collect(Collectors.joining(" ", clients + " ", ""));
  }
}
