package io.memorydblocal.dataplane;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

  /** A password in the only form in which engines, and so everyone else, keep it. */
  public static String hash(String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(password.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
