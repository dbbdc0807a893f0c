package io.memorydblocal.provisioning.cluster;

import java.util.Locale;

/** Whether every node of a cluster has the values of its parameter group. */
public enum ParameterGroupStatus {
  IN_SYNC,
  APPLYING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
