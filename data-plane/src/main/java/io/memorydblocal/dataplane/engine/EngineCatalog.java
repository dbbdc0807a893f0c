package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which binary serves which engine. A binary configured for the version comes first, then a
 * {@code valkey-server} or {@code redis-server} of the search path, last the Redis that this
 * product carries. Only binaries that can do TLS and are 6.2 or newer are taken.
 */
public final class EngineCatalog {

  private static final Logger LOG = LoggerFactory.getLogger(EngineCatalog.class);

  private static final String SHIPPED_VERSION = "7.0.15";
  private static final String VALKEY = "valkey";
  private static final String VALKEY_SERVER = "valkey-server";
  private static final String REDIS_SERVER = "redis-server";

  private final Map<EngineVersion, EngineBinary> configured = new LinkedHashMap<>();
  private final List<EngineBinary> found = new ArrayList<>();

  /**
   * Looks for binaries and starts each once to see what it is.
   *
   * @param configured executables by the engine they are to serve
   * @param searchPath directories in the form of the environment variable PATH; may be empty
   * @param unpackDirectory where the shipped binary is kept once unpacked
   * @param probe starts a binary to see what it is
   * @throws DataPlaneException when a configured executable is unfit or no binary is left
   */
  public EngineCatalog(
      Map<EngineVersion, Path> configured,
      String searchPath,
      Path unpackDirectory,
      EngineProbe probe) {
    configured.forEach(
        (engine, path) -> this.configured.put(engine, probe.examine(path, "configured")));
    for (Path candidate : onPath(searchPath)) {
      try {
        found.add(probe.examine(candidate, "found on the PATH"));
      } catch (DataPlaneException e) {
        LOG.warn("Not used: {}", e.getMessage());
      }
    }
    if (found.isEmpty()) {
      unpack(unpackDirectory).map(path -> probe.examine(path, "shipped")).ifPresent(found::add);
    }
    if (found.isEmpty() && this.configured.isEmpty()) {
      throw new DataPlaneException(
          "No engine for this system is shipped: install valkey-server or redis-server 6.2 or newer,"
              + " built with TLS, and put it on the PATH");
    }
  }

  /** The binary for an engine: the configured one, else one of the same product, else any. */
  public EngineBinary binaryFor(EngineVersion engine) {
    EngineBinary exact = configured.get(engine);
    if (exact != null) {
      return exact;
    }
    String product = engine.engine().equals(VALKEY) ? "Valkey" : "Redis";
    return found.stream()
        .filter(binary -> binary.product().equals(product))
        .findFirst()
        .or(() -> found.stream().findFirst())
        .or(() -> configured.values().stream().findFirst())
        .orElseThrow();
  }

  private static List<Path> onPath(String searchPath) {
    List<Path> candidates = new ArrayList<>();
    for (String name : List.of(VALKEY_SERVER, REDIS_SERVER)) {
      for (String directory : searchPath.split(File.pathSeparator, -1)) {
        Path candidate = Path.of(directory, name);
        if (!directory.isEmpty() && Files.isExecutable(candidate)) {
          candidates.add(candidate.toAbsolutePath());
          break;
        }
      }
    }
    return candidates;
  }

  private static Optional<Path> unpack(Path directory) {
    String resource = "redis-server-%s-%s-%s".formatted(SHIPPED_VERSION, system(), architecture());
    Path target = directory.resolve("redis-" + SHIPPED_VERSION).resolve(REDIS_SERVER);
    try (InputStream content = EngineCatalog.class.getClassLoader().getResourceAsStream(resource)) {
      if (content == null) {
        LOG.warn("No engine is shipped for {} on {}", system(), architecture());
        return Optional.empty();
      }
      if (!Files.isExecutable(target)) {
        Files.createDirectories(target.getParent());
        Path draft = Files.createTempFile(target.getParent(), REDIS_SERVER, ".draft");
        Files.copy(content, draft, StandardCopyOption.REPLACE_EXISTING);
        if (!draft.toFile().setExecutable(true)) {
          throw new IOException(draft + " can't be made executable");
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return Optional.of(target.toAbsolutePath());
    } catch (IOException e) {
      throw new DataPlaneException("The shipped engine can't be unpacked into " + directory, e);
    }
  }

  private static String system() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
        ? "darwin"
        : System.getProperty("os.name").toLowerCase(Locale.ROOT);
  }

  private static String architecture() {
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64", "arm64" -> "arm64";
      default -> System.getProperty("os.arch");
    };
  }
}
