package io.memorydblocal.provisioning.multiregion;

import java.util.Locale;

/** The states of a multi-Region cluster. */
public enum MultiRegionClusterStatus {
  CREATING,
  AVAILABLE,
  /** It changes, or a member comes or goes. */
  UPDATING,
  DELETING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
