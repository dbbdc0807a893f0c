package io.memorydblocal.provisioning.parameter;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.DataFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The families of parameter groups with all of their parameters. */
@Component
public class ParameterFamilies {

  private final Map<String, ParameterFamily> byName = new LinkedHashMap<>();

  ParameterFamilies() {
    Map<String, Map<String, Parameter>> visible = new LinkedHashMap<>();
    Map<String, Map<String, String>> fixed = new LinkedHashMap<>();
    DataFile.rows("parameters.csv")
        .forEach(
            row -> {
              String family = row.get("family");
              visible.putIfAbsent(family, new LinkedHashMap<>());
              fixed.putIfAbsent(family, new LinkedHashMap<>());
              if (Boolean.parseBoolean(row.get("visible"))) {
                visible
                    .get(family)
                    .put(
                        row.get("name"),
                        new Parameter(
                            row.get("name"),
                            row.get("default"),
                            row.get("allowed_values"),
                            row.get("data_type"),
                            row.get("minimum_engine_version"),
                            row.get("description")));
              } else {
                fixed.get(family).put(row.get("name"), row.get("default"));
              }
            });
    visible.forEach(
        (name, parameters) ->
            byName.put(
                name, new ParameterFamily(name, parameters, fixed.getOrDefault(name, Map.of()))));
  }

  /** The names of all families. */
  Set<String> names() {
    return byName.keySet();
  }

  /**
   * The family with a name.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is none
   */
  public ParameterFamily require(String name) {
    ParameterFamily family = byName.get(name);
    if (family == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "Family '%s' is not a family of parameter groups. Choose one of %s."
              .formatted(name, String.join(", ", byName.keySet())));
    }
    return family;
  }
}
