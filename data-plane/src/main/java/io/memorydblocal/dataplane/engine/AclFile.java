package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.RestrictedCommands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The users of a node in the form its engine takes: the customer's, each without the {@linkplain
 * RestrictedCommands restricted commands}, the control plane's own, and the engine's {@code
 * default} user switched off unless it is one of the customer's.
 */
final class AclFile {

  private static final String DEFAULT_USER = "default";

  private final Map<String, List<String>> rulesByUser = new LinkedHashMap<>();

  AclFile(List<EngineUser> users, EngineAdmin admin, EngineBinary binary) {
    List<String> denials =
        binary.isAtLeast(7, 0) ? RestrictedCommands.denials() : RestrictedCommands.denialsBefore7();
    rulesByUser.put(DEFAULT_USER, List.of("off", "resetpass", "resetkeys", "-@all"));
    rulesByUser.put(
        EngineAdmin.NAME, List.of("on", "#" + admin.passwordHash(), "~*", "&*", "+@all"));
    users.forEach(user -> rulesByUser.put(user.name(), rules(user, denials)));
  }

  /** The file that the engine reads when it starts. */
  String text() {
    StringBuilder text = new StringBuilder();
    rulesByUser.forEach(
        (name, rules) ->
            text.append("user ")
                .append(name)
                .append(' ')
                .append(String.join(" ", rules))
                .append('\n'));
    return text.toString();
  }

  /** The same, as arguments of ACL SETUSER: user name and rules, from a user without any right. */
  List<List<String>> setUserArguments() {
    List<List<String>> all = new ArrayList<>();
    rulesByUser.forEach(
        (name, rules) -> {
          List<String> arguments = new ArrayList<>(List.of(name, "reset"));
          arguments.addAll(rules);
          all.add(arguments);
        });
    return all;
  }

  boolean names(String user) {
    return rulesByUser.containsKey(user);
  }

  private static List<String> rules(EngineUser user, List<String> denials) {
    List<String> rules = new ArrayList<>();
    if (user.passwordHashes().isEmpty()) {
      rules.add("nopass");
    }
    user.passwordHashes().forEach(hash -> rules.add("#" + hash));
    List<String> selectors = new ArrayList<>();
    for (String rule : user.rules()) {
      if (rule.startsWith("(")) {
        selectors.add(rule.substring(0, rule.length() - 1) + " " + String.join(" ", denials) + ")");
      } else {
        rules.add(rule);
      }
    }
    rules.addAll(denials);
    rules.addAll(selectors);
    return rules;
  }
}
