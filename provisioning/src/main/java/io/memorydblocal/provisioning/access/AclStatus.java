package io.memorydblocal.provisioning.access;

import java.util.Locale;

/** The states of an access control list. */
public enum AclStatus {
  CREATING,
  ACTIVE,
  /** A change of its users has not yet reached every node. */
  MODIFYING,
  DELETING;

  /** The word for it in the API. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
