package io.memorydblocal.provisioning.catalog;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The engine versions that clusters may run, and the parameter group family of each. */
@Component
public class EngineVersions {

  /** What a request that names no engine gets, as Terraform's tests against AWS show. */
  private static final String DEFAULT_ENGINE = "redis";

  private final List<EngineRelease> releases = new ArrayList<>();
  private final Map<EngineRelease, String> families = new HashMap<>();
  private final Map<String, EngineRelease> defaults = new HashMap<>();

  EngineVersions() {
    DataFile.rows("engine-versions.csv")
        .forEach(
            row -> {
              EngineRelease release =
                  new EngineRelease(
                      row.get("engine"),
                      row.get("engine_version"),
                      row.get("engine_patch_version"));
              releases.add(release);
              families.put(release, row.get("parameter_group_family"));
              if (Boolean.parseBoolean(row.get("default_for_engine"))) {
                defaults.put(release.engine(), release);
              }
            });
  }

  /**
   * The release that a request means.
   *
   * @param engine the engine asked for, if any
   * @param version the version asked for, if any: major and minor only
   * @throws MemoryDbException InvalidParameterValueException when there is no such release
   */
  public EngineRelease require(@Nullable String engine, @Nullable String version) {
    String name = engine == null ? DEFAULT_ENGINE : engine;
    EngineRelease standard = requireEngine(name);
    if (version == null) {
      return standard;
    }
    return releases.stream()
        .filter(release -> release.engine().equals(name) && release.engineVersion().equals(version))
        .findFirst()
        .orElseThrow(
            () ->
                new MemoryDbException(
                    INVALID_PARAMETER_VALUE,
                    "EngineVersion '%s' is not a version of %s. Choose one of %s."
                        .formatted(version, name, versionsOf(name))));
  }

  /**
   * All releases of an engine, or of all engines, by engine and version.
   *
   * @throws MemoryDbException InvalidParameterValueException when there is no such engine
   */
  public List<EngineRelease> offered(@Nullable String engine) {
    if (engine == null) {
      return List.copyOf(releases);
    }
    requireEngine(engine);
    return releases.stream().filter(release -> release.engine().equals(engine)).toList();
  }

  /** True for what a request gets that names the engine and no version. */
  public boolean isDefault(EngineRelease release) {
    return release.equals(defaults.get(release.engine()));
  }

  /** The family of the parameter groups that fit a release. */
  public String parameterFamily(EngineRelease release) {
    return Objects.requireNonNull(families.get(release), release.toString());
  }

  /** The default release of an engine. */
  private EngineRelease requireEngine(String name) {
    EngineRelease standard = defaults.get(name);
    if (standard == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE, "Engine '%s' must be redis or valkey.".formatted(name));
    }
    return standard;
  }

  private String versionsOf(String engine) {
    return releases.stream()
        .filter(release -> release.engine().equals(engine))
        .map(EngineRelease::engineVersion)
        .collect(Collectors.joining(", "));
  }
}
