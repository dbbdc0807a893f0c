package io.memorydblocal.dataplane;

/**
 * The engine that a node is asked to run.
 *
 * @param engine {@code valkey} or {@code redis}
 * @param version major and minor version, such as {@code 7.2}
 */
public record EngineVersion(String engine, String version) {

  @Override
  public String toString() {
    return engine + " " + version;
  }
}
