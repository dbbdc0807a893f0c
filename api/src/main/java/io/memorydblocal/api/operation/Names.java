package io.memorydblocal.api.operation;

import java.util.Locale;

/** How resources may be called. */
public final class Names {

  /** Clusters, users, access control lists: 40 characters, and hyphens only between others. */
  public static final String SHORT = "[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,39}(?<!-)";

  /** Parameter groups, subnet groups, snapshots: the same in 255 characters. */
  public static final String LONG = "[a-zA-Z](?!.*--)[a-zA-Z0-9-]{0,254}(?<!-)";

  private Names() {}

  /** The name as it is kept: AWS takes upper case and gives back lower case. */
  public static String normalise(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
