package io.memorydblocal.provisioning.catalog;

/** The catalogues, for tests that do without Spring. */
public final class Catalogues {

  private Catalogues() {}

  public static EngineVersions engineVersions() {
    return new EngineVersions();
  }

  public static NodeTypes nodeTypes() {
    return new NodeTypes();
  }
}
