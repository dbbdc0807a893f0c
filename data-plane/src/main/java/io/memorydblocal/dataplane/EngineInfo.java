package io.memorydblocal.dataplane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What an engine tells of itself with the command INFO, by its own names.
 *
 * @param values every line but those about commands
 * @param commands the commands that were called since it started
 */
public record EngineInfo(Map<String, String> values, List<CommandCalls> commands) {

  private static final String COMMAND = "cmdstat_";

  public EngineInfo {
    values = Map.copyOf(values);
    commands = List.copyOf(commands);
  }

  /**
   * How often a command was called.
   *
   * @param command such as {@code get} or {@code xinfo|stream}
   * @param calls successful or not
   * @param micros the time that they took in all, in microseconds
   */
  public record CommandCalls(String command, long calls, long micros) {}

  /** Reads sections of an answer; lines of a form that isn't known are left out. */
  public static EngineInfo parse(List<String> sections) {
    Map<String, String> values = new HashMap<>();
    List<CommandCalls> commands = new ArrayList<>();
    sections.stream()
        .flatMap(String::lines)
        .map(line -> line.split(":", 2))
        .filter(parts -> parts.length == 2)
        .forEach(
            parts -> {
              String value = parts[1].strip();
              if (parts[0].startsWith(COMMAND)) {
                commands.add(
                    new CommandCalls(
                        parts[0].substring(COMMAND.length()),
                        (long) part(value, "calls").orElse(0),
                        (long) part(value, "usec").orElse(0)));
              } else {
                values.put(parts[0], value);
              }
            });
    return new EngineInfo(values, commands);
  }

  /** The text behind a name; empty when the engine doesn't have it. */
  public String text(String name) {
    return values.getOrDefault(name, "");
  }

  /** The number behind a name; 0 when the engine doesn't have it. */
  public long number(String name) {
    return Long.parseLong(values.getOrDefault(name, "0"));
  }

  /** The number behind a name, if the engine has it. */
  public OptionalDouble figure(String name) {
    String value = values.get(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
  }

  /** A number among several behind a name, such as the {@code keys} of {@code db0}. */
  public OptionalDouble figure(String name, String part) {
    return part(text(name), part);
  }

  private static OptionalDouble part(String value, String name) {
    for (String part : value.split(",", -1)) {
      if (part.startsWith(name + "=")) {
        return OptionalDouble.of(Double.parseDouble(part.substring(name.length() + 1)));
      }
    }
    return OptionalDouble.empty();
  }
}
