package io.memorydblocal.provisioning.parameter;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.PARAMETER_GROUP_NOT_FOUND;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.DataFile;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The parameter groups that every account has: for each family a default one with the family's
 * values. Their names follow from the family's, which Terraform relies on.
 */
@Component
public class ParameterGroups {

  private static final String PREFIX = "default.";
  private static final String SEARCH_SUFFIX = ".search";

  /** The search module's parameters mean nothing to an engine without it. */
  private static final String SEARCH_PARAMETERS = "search-";

  private static final String BUFFER_LIMIT = "client-output-buffer-limit";
  private static final List<String> LIMITED_CLIENTS = List.of("normal", "pubsub");

  private final EngineVersions engineVersions;
  private final Map<String, Map<String, String>> defaultsByFamily = new LinkedHashMap<>();

  ParameterGroups(EngineVersions engineVersions) {
    this.engineVersions = engineVersions;
    DataFile.rows("parameters.csv")
        .forEach(
            row ->
                defaultsByFamily
                    .computeIfAbsent(row.get("family"), family -> new LinkedHashMap<>())
                    .put(row.get("name"), row.get("default")));
  }

  /**
   * The name of the group that a request means.
   *
   * @param name the group asked for; none means the default one of the release
   * @throws MemoryDbException ParameterGroupNotFoundFault for a group that isn't there,
   *     InvalidParameterCombinationException for one of another family
   */
  public String require(@Nullable String name, EngineRelease release) {
    String family = engineVersions.parameterFamily(release);
    String standard = defaultGroup(family);
    if (name == null || name.equals(standard)) {
      return standard;
    }
    String plain =
        name.endsWith(SEARCH_SUFFIX)
            ? name.substring(0, name.length() - SEARCH_SUFFIX.length())
            : name;
    if (defaultsByFamily.keySet().stream().noneMatch(each -> defaultGroup(each).equals(plain))) {
      throw new MemoryDbException(
          PARAMETER_GROUP_NOT_FOUND, "Parameter group %s not found.".formatted(name));
    }
    if (!plain.equals(standard)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Parameter group %s does not fit %s %s, which needs the family %s."
              .formatted(name, release.engine(), release.engineVersion(), family));
    }
    throw new MemoryDbException(
        INVALID_PARAMETER_COMBINATION,
        "Parameter group %s asks for vector search, which MemoryDB Local does not have."
            .formatted(name));
  }

  /**
   * The values of a group as directives of the engine. MemoryDB splits the buffer limits of a class
   * of clients into three parameters; the engine takes them together.
   */
  public Map<String, String> engineSettings(String groupName) {
    Map<String, String> values = values(groupName);
    Map<String, String> settings = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (!name.startsWith(BUFFER_LIMIT) && !name.startsWith(SEARCH_PARAMETERS)) {
            settings.put(name, value);
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
        .map(part -> values.get("%s-%s-%s".formatted(BUFFER_LIMIT, clients, part)))
        .collect(Collectors.joining(" ", clients + " ", ""));
  }

  private Map<String, String> values(String groupName) {
    return defaultsByFamily.entrySet().stream()
        .filter(family -> defaultGroup(family.getKey()).equals(groupName))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no parameter group " + groupName));
  }

  private static String defaultGroup(String family) {
    return PREFIX + family.replace('_', '-');
  }
}
