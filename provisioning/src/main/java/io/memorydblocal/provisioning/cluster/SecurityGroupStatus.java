package io.memorydblocal.provisioning.cluster;

import java.util.Locale;

/** Whether the security groups of a cluster are those of its nodes. */
public enum SecurityGroupStatus {
  ACTIVE,
  MODIFYING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
