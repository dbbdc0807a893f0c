package io.memorydblocal.provisioning.access;

import java.util.Locale;

/** The states of a user. A new user is active at once. */
public enum UserStatus {
  ACTIVE,
  /** A change has not yet reached every node. */
  MODIFYING,
  DELETING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
