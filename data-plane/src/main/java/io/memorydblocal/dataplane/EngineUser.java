package io.memorydblocal.dataplane;

import java.util.List;

/**
 * A user that may log in to a node, in the engine's own ACL language.
 *
 * @param name the user's name
 * @param rules the rules, one per element, a selector being one element with its parentheses
 * @param passwordHashes lower-case SHA-256 sums of the passwords; none means that the user needs no
 *     password
 */
public record EngineUser(String name, List<String> rules, List<String> passwordHashes) {

  public EngineUser {
    rules = List.copyOf(rules);
    passwordHashes = List.copyOf(passwordHashes);
  }
}
