package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineCommands;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.RestrictedCommands;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The users of a node in the form its engine takes: the customer's, each without the {@linkplain
 * RestrictedCommands restricted commands}, the control plane's own, and the engine's {@code
 * default} user switched off unless it is one of the customer's.
 */
final class AclFile {

  private static final String DEFAULT_USER = "default";

  private final Map<String, List<String>> rulesByUser = new LinkedHashMap<>();
  private final EngineBinary binary;
  private final List<String> denials;

  AclFile(List<EngineUser> users, EngineAdmin admin, EngineBinary binary) {
    this.binary = binary;
    this.denials =
        binary.isAtLeast(7, 0)
            ? RestrictedCommands.denials().stream()
                .filter(denial -> EngineCommands.isKnownTo(binary, denial.substring(1)))
                .toList()
            : RestrictedCommands.denialsBefore7();
    rulesByUser.put(DEFAULT_USER, List.of("off", "resetpass", "resetkeys", "-@all"));
    rulesByUser.put(
        EngineAdmin.NAME,
        List.of("on", "#" + EngineUser.hash(admin.password()), "~*", "&*", "+@all"));
    users.forEach(user -> rulesByUser.put(user.name(), rules(user)));
  }

  /** The file that the engine reads when it starts. */
  String text() {
    StringBuilder text = new StringBuilder();
    rulesByUser.forEach(
        (name, rules) -> text.append("user %s %s\n".formatted(name, String.join(" ", rules))));
    return text.toString();
  }

  /** The same, as arguments of ACL SETUSER: user name and rules, from a user without any right. */
  List<List<String>> setUserArguments() {
    List<List<String>> all = new ArrayList<>();
    rulesByUser.forEach(
        (name, rules) -> all.add(Stream.concat(Stream.of(name, "reset"), rules.stream()).toList()));
    return all;
  }

  boolean names(String user) {
    return rulesByUser.containsKey(user);
  }

  private List<String> rules(EngineUser user) {
    List<String> rules = new ArrayList<>();
    if (user.passwordHashes().isEmpty()) {
      rules.add("nopass");
    }
    user.passwordHashes().forEach(hash -> rules.add("#" + hash));
    user.rules().stream()
        .filter(rule -> !rule.startsWith("("))
        .map(this::rule)
        .forEach(rules::addAll);
    rules.addAll(denials);
    // Before 7.0 there are no selectors. They only give more rights, so without them there are
    // less.
    if (binary.isAtLeast(7, 0)) {
      user.rules().stream()
          .filter(rule -> rule.startsWith("("))
          .map(this::selector)
          .forEach(rules::add);
    }
    return rules;
  }

  private String selector(String selector) {
    List<String> rules = new ArrayList<>();
    for (String rule : selector.substring(1, selector.length() - 1).strip().split(" +", -1)) {
      rules.addAll(rule(rule));
    }
    rules.addAll(denials);
    return "(" + String.join(" ", rules) + ")";
  }

  /**
   * What an engine can be told of a rule: nothing about commands it doesn't have, and, before 7.0,
   * neither subcommands that are denied nor keys for reading or writing only.
   */
  private List<String> rule(String rule) {
    if (rule.startsWith("+") || rule.startsWith("-")) {
      String name = rule.substring(1);
      if (!EngineCommands.isKnownTo(binary, name)) {
        return List.of();
      }
      int bar = name.indexOf('|');
      return rule.startsWith("-") && bar > 0 && !binary.isAtLeast(7, 0)
          ? List.of("-" + name.substring(0, bar))
          : List.of(rule);
    }
    return rule.startsWith("%") && !binary.isAtLeast(7, 0) ? List.of() : List.of(rule);
  }
}
