package io.memorydblocal.provisioning.parameter;

import io.memorydblocal.provisioning.catalog.Catalogues;

/** The parameter groups, for tests that do without Spring. */
public final class TestParameterGroups {

  private TestParameterGroups() {}

  public static ParameterGroups all() {
    return new ParameterGroups(Catalogues.engineVersions());
  }
}
