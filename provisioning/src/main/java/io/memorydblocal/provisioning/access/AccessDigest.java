package io.memorydblocal.provisioning.access;

import io.memorydblocal.dataplane.EngineUser;
import java.util.List;

/** A short name for a set of users with all their rules and passwords: equal sets, equal names. */
public final class AccessDigest {

  private AccessDigest() {}

  /** The digest of users in a fixed order. */
  public static String of(List<EngineUser> users) {
    return EngineUser.hash(users.toString());
  }
}
