package io.memorydblocal.dataplane;

import java.nio.file.Path;

/**
 * An engine executable that was started once to learn what it is.
 *
 * @param path the executable
 * @param product {@code Valkey} or {@code Redis}
 * @param version the full version it reports, such as {@code 7.0.15}
 * @param origin where it comes from, in words for a user
 */
public record EngineBinary(Path path, String product, String version, String origin) {

  /** True when the binary's version is at least the given one. */
  public boolean isAtLeast(int major, int minor) {
    String[] parts = version.split("\\.", -1);
    int actualMajor = Integer.parseInt(parts[0]);
    return actualMajor > major || (actualMajor == major && Integer.parseInt(parts[1]) >= minor);
  }

  @Override
  public String toString() {
    return "%s %s (%s, %s)".formatted(product, version, origin, path);
  }
}
