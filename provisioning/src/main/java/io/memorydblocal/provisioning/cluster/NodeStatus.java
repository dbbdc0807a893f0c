package io.memorydblocal.provisioning.cluster;

import java.util.Locale;

/** The states of a node. */
public enum NodeStatus {
  /** It has a place but no engine yet. */
  CREATING,
  AVAILABLE,
  /** Its engine died and is being restarted from its log. */
  RECOVERING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
