package io.memorydblocal.dataplane;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands that no customer may run, whatever his access string says, because the control plane
 * alone looks after configuration, persistence, replication and the cluster.
 *
 * <p>The list is the one of the MemoryDB developer guide ("Restricted commands"), and beyond it the
 * other subcommands of CLUSTER with which a customer could take his own cluster apart.
 */
public final class RestrictedCommands {

  private static final List<String> WHOLE =
      List.of(
          "bgrewriteaof",
          "bgsave",
          "config",
          "debug",
          "failover",
          "migrate",
          "module",
          "psync",
          "replconf",
          "replicaof",
          "save",
          "shutdown",
          "slaveof",
          "sync");

  private static final List<String> ACL = List.of("deluser", "load", "save", "setuser");

  private static final List<String> CLUSTER =
      List.of(
          "addslots",
          "addslotsrange",
          "bumpepoch",
          "delslots",
          "delslotsrange",
          "failover",
          "flushslots",
          "forget",
          "meet",
          "replicate",
          "reset",
          "saveconfig",
          "set-config-epoch",
          "setslot");

  private static final Set<String> NAMES = names();

  private RestrictedCommands() {}

  /** True for a command ({@code config}) or subcommand ({@code cluster|forget}) of the list. */
  public static boolean contains(String command) {
    String name = command.toLowerCase(Locale.ROOT);
    int bar = name.indexOf('|');
    return NAMES.contains(name) || (bar > 0 && NAMES.contains(name.substring(0, bar)));
  }

  /** The ACL rules that take the commands away again from a user to whom others were given. */
  public static List<String> denials() {
    return NAMES.stream().map(name -> "-" + name).toList();
  }

  /**
   * As {@link #denials()}, for engines before 7.0, which can't deny a subcommand: ACL and CLUSTER
   * go as a whole, and what clients need of them to find their way comes back by name.
   */
  public static List<String> denialsBefore7() {
    List<String> rules = new ArrayList<>();
    WHOLE.forEach(name -> rules.add("-" + name));
    rules.addAll(List.of("-acl", "+acl|whoami", "+acl|cat", "-cluster"));
    for (String read :
        List.of("countkeysinslot", "getkeysinslot", "info", "keyslot", "myid", "nodes", "slots")) {
      rules.add("+cluster|" + read);
    }
    return rules;
  }

  private static Set<String> names() {
    Set<String> names = new TreeSet<>(WHOLE);
    ACL.forEach(subcommand -> names.add("acl|" + subcommand));
    CLUSTER.forEach(subcommand -> names.add("cluster|" + subcommand));
    return names;
  }
}
