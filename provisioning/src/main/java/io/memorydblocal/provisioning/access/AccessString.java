package io.memorydblocal.provisioning.access;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.dataplane.EngineCommands;
import io.memorydblocal.dataplane.RestrictedCommands;
import io.memorydblocal.provisioning.MemoryDbException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user may do, in the language of the engine's ACL rules, without passwords. A string is
 * checked before anything is changed, and completed as MemoryDB does: state, keys, channels, then
 * commands, where what was left out is the most restrictive.
 */
public final class AccessString {

  private static final Pattern KEYS = Pattern.compile("allkeys|resetkeys|~.+|%(R|W|RW)~.+");
  private static final Pattern CHANNELS = Pattern.compile("allchannels|resetchannels|&.+");
  private static final Pattern COMMANDS = Pattern.compile("allcommands|nocommands|[+-].+");

  /** Selectors with their parentheses, and words. A parenthesis inside a word is part of it. */
  private static final Pattern TOKEN = Pattern.compile("\\([^()]*\\)|\\S+");

  private static final Set<String> ALL_COMMANDS = Set.of("+@all", "allcommands");
  private static final Set<String> NO_COMMANDS = Set.of("-@all", "nocommands");
  private static final Set<String> PASSWORD_WORDS = Set.of("nopass", "resetpass", "reset");

  private final List<String> rules;

  private AccessString(List<String> rules) {
    this.rules = List.copyOf(rules);
  }

  /**
   * Reads and completes an access string.
   *
   * @throws MemoryDbException InvalidParameterValueException naming the first word that is no rule
   */
  public static AccessString parse(String text) {
    String state = "off";
    List<String> keys = new ArrayList<>();
    List<String> channels = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    List<String> selectors = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      String token = tokens.group();
      if (token.equals("on") || token.equals("off")) {
        state = token;
      } else if (token.equals("clearselectors")) {
        selectors.clear();
      } else if (token.startsWith("(")) {
        selectors.add(checkedSelector(token));
      } else {
        listFor(token, keys, channels, commands).add(token);
      }
    }
    return new AccessString(complete(state, keys, channels, commands, selectors));
  }

  /** Reads what {@link #toString} wrote before. */
  static AccessString stored(String text) {
    List<String> rules = new ArrayList<>();
    Matcher tokens = TOKEN.matcher(text);
    while (tokens.find()) {
      rules.add(tokens.group());
    }
    return new AccessString(rules);
  }

  /** The rules in order, a selector being one of them. */
  public List<String> rules() {
    return rules;
  }

  /** True for rules that only engine 7.0 and newer understand. */
  boolean needsEngine7() {
    return rules.stream().anyMatch(rule -> rule.startsWith("(") || rule.startsWith("%"));
  }

  @Override
  public String toString() {
    return String.join(" ", rules);
  }

  private static List<String> complete(
      String state,
      List<String> keys,
      List<String> channels,
      List<String> commands,
      List<String> selectors) {
    List<String> rules = new ArrayList<>();
    rules.add(state);
    rules.addAll(keys);
    rules.addAll(channels.isEmpty() ? List.of("resetchannels") : channels);
    boolean complete =
        commands.stream().anyMatch(ALL_COMMANDS::contains)
            || (!commands.isEmpty() && NO_COMMANDS.contains(commands.getFirst()));
    if (!complete) {
      rules.add("-@all");
    }
    rules.addAll(commands);
    rules.addAll(selectors);
    return rules;
  }

  private static String checkedSelector(String selector) {
    String inside = selector.substring(1, selector.length() - (selector.endsWith(")") ? 1 : 0));
    if (!selector.endsWith(")") || inside.isBlank()) {
      throw invalid(selector, "it is not a selector in parentheses");
    }
    for (String token : inside.strip().split("\\s+", -1)) {
      listFor(token, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
    return "(" + inside.strip().replaceAll("\\s+", " ") + ")";
  }

  /** Checks a word and tells which of the three kinds of rules it is. */
  private static List<String> listFor(
      String token, List<String> keys, List<String> channels, List<String> commands) {
    if (token.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw invalid(token, "it has characters that can't be printed");
    }
    if (KEYS.matcher(token).matches()) {
      return keys;
    }
    if (CHANNELS.matcher(token).matches()) {
      return channels;
    }
    if (COMMANDS.matcher(token).matches()) {
      checkCommand(token);
      return commands;
    }
    if (PASSWORD_WORDS.contains(token) || "><#!".indexOf(token.charAt(0)) >= 0) {
      throw invalid(token, "passwords are set by AuthenticationMode");
    }
    throw invalid(token, "it is not an access rule");
  }

  private static void checkCommand(String token) {
    if (token.length() > 1 && (token.startsWith("+") || token.startsWith("-"))) {
      String name = token.substring(1);
      boolean known =
          name.startsWith("@")
              ? EngineCommands.isCategory(name.substring(1))
              : EngineCommands.isCommand(name);
      if (!known) {
        throw invalid(token, "there is no such command or category");
      }
      if (token.startsWith("+") && RestrictedCommands.contains(name)) {
        throw invalid(token, "the command is restricted");
      }
    }
  }

  private static MemoryDbException invalid(String token, String why) {
    return new MemoryDbException(
        INVALID_PARAMETER_VALUE, "AccessString is invalid at '%s': %s.".formatted(token, why));
  }
}
