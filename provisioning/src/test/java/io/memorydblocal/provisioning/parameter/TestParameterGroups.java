package io.memorydblocal.provisioning.parameter;

import io.memorydblocal.provisioning.Scope;

/** The parameter groups, for tests that do without Spring. */
public final class TestParameterGroups {

  private TestParameterGroups() {}

  public static ParameterFamilies families() {
    return new ParameterFamilies();
  }

  /** The default group of a family. */
  public static ParameterGroup standard(Scope scope, String family) {
    return ParameterGroup.builtIn(scope, families().require(family));
  }
}
