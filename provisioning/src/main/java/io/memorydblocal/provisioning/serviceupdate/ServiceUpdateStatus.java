package io.memorydblocal.provisioning.serviceupdate;

import java.util.Locale;

/** How far a cluster is with a service update. */
public enum ServiceUpdateStatus {
  /** It needs the update. */
  AVAILABLE,
  /** Its nodes are restarted one by one. */
  IN_PROGRESS,
  COMPLETE;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
