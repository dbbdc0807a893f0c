package io.memorydblocal.dataplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The commands, subcommands and command categories that access rules may name, with the engine
 * version that brought each, and what data they act upon. Commands of MemoryDB's JSON and search
 * modules belong to them although an engine without the modules can't be told about them.
 */
public final class EngineCommands {

  private static final String TABLE = "engine-commands.csv";
  private static final String MODULE = "module";
  private static final Set<String> MODULE_CATEGORIES = Set.of("json", "search");
  private static final Set<String> CATEGORIES =
      Set.of(
          "admin",
          "all",
          "bitmap",
          "blocking",
          "connection",
          "dangerous",
          "fast",
          "geo",
          "hash",
          "hyperloglog",
          "keyspace",
          "list",
          "pubsub",
          "read",
          "scripting",
          "set",
          "slow",
          "sortedset",
          "stream",
          "string",
          "transaction",
          "write");

  private static final Map<String, Row> ROWS = read();

  /**
   * A line of the table.
   *
   * @param since the version that brought it, or {@code module}
   * @param group what it acts upon, by the names of Redis's documentation, but that bitmaps are
   *     strings; empty for what isn't about data
   * @param access {@code read} or {@code write}; empty for what is neither by itself
   */
  private record Row(String since, String group, String access) {

    static final Row UNKNOWN = new Row(MODULE, "", "");
  }

  private EngineCommands() {}

  /** True for a command ({@code get}) or subcommand ({@code client|list}) that exists. */
  public static boolean isCommand(String name) {
    return ROWS.containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** True for a category, given without its {@code @}, that exists. */
  public static boolean isCategory(String name) {
    String category = name.toLowerCase(Locale.ROOT);
    return CATEGORIES.contains(category) || MODULE_CATEGORIES.contains(category);
  }

  /** True when a binary, without modules, knows what comes behind the sign of an ACL rule. */
  public static boolean isKnownTo(EngineBinary binary, String nameOrCategory) {
    String name = nameOrCategory.toLowerCase(Locale.ROOT);
    if (name.startsWith("@")) {
      return CATEGORIES.contains(name.substring(1));
    }
    String since = row(name).since();
    if (since.equals(MODULE)) {
      return false;
    }
    int dot = since.indexOf('.');
    return binary.isAtLeast(
        Integer.parseInt(since.substring(0, dot)), Integer.parseInt(since.substring(dot + 1)));
  }

  /** True for a command or subcommand that acts upon data of a group, such as {@code hash}. */
  public static boolean isOfGroup(String name, String group) {
    return row(name).group().equals(group);
  }

  /** True for a command or subcommand that reads keys and changes none. */
  public static boolean reads(String name) {
    return row(name).access().equals("read");
  }

  /** True for a command or subcommand that may change keys. */
  public static boolean writes(String name) {
    return row(name).access().equals("write");
  }

  private static Row row(String name) {
    return ROWS.getOrDefault(name.toLowerCase(Locale.ROOT), Row.UNKNOWN);
  }

  private static Map<String, Row> read() {
    Map<String, Row> read = new HashMap<>();
    try (InputStream table =
            Objects.requireNonNull(EngineCommands.class.getResourceAsStream(TABLE), TABLE);
        BufferedReader rows =
            new BufferedReader(new InputStreamReader(table, StandardCharsets.US_ASCII))) {
      rows.lines()
          .skip(1)
          .map(row -> row.split(",", -1))
          .forEach(row -> read.put(row[0], new Row(row[1], row[2], row[3])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return read;
  }
}
