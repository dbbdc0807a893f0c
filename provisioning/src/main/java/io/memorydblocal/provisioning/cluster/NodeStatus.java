package io.memorydblocal.provisioning.cluster;

import java.util.Locale;

/** The states of a node. */
public enum NodeStatus {
  /** It has a place but no engine yet. */
  CREATING,
  AVAILABLE,
  /** Its engine died and is being restarted from its log. */
  RECOVERING,
  /**
   * What it had acknowledged is gone from its disk. It is rebuilt, unless its whole shard is lost.
   */
  DATA_LOST,
  /** It is built anew, on an empty directory, and receives the data of its primary. */
  REBUILDING,
  /** It is about to be removed; nobody may use it any more. */
  DELETING,
  /** Its cluster is stopped: it keeps its place and has no engine. */
  STOPPED;

  /** The word for it in the API. */
  public String wireName() {
    NodeStatus shown = this == REBUILDING ? RECOVERING : this;
    return shown.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** True while it is on its way to serving. */
  boolean isUnfinished() {
    return this == CREATING || this == RECOVERING || this == REBUILDING;
  }
}
