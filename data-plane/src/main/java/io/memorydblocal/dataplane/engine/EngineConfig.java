package io.memorydblocal.dataplane.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.NodeSpec;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the configuration file with which a node's engine starts. */
final class EngineConfig {

  /** While a cluster forms, gossip is fast: peers ping each other every half of this. */
  static final int FORMING_TIMEOUT_MILLIS = 500;

  /**
   * While a shard fails over. Engines count the time between two elections in these: four seconds
   * are the least, and then two of these are over.
   */
  static final int FAILOVER_TIMEOUT_MILLIS = 1_000;

  /** Of a formed cluster: long enough that a node can restart from its log without being failed. */
  static final int STEADY_TIMEOUT_MILLIS = 15_000;

  /** Only engines that were built with their own allocator can do it; the others refuse to. */
  static final String ACTIVE_DEFRAGMENTATION = "activedefrag";

  private static final String MAX_CLIENTS = "maxclients";

  /** How many files a process that is started here may open: the JVM has raised its own limit. */
  private static final long OPEN_FILES =
      ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
          .getMaxFileDescriptorCount();

  /** The engine's own. */
  private static final int RESERVED_FILES = 32;

  /** A class of clients with its hard limit, soft limit and soft seconds. */
  private static final int WORDS_PER_CLASS = 4;

  private EngineConfig() {}

  static String text(NodeSpec node, EngineBinary binary, EngineAdmin admin) {
    List<String> lines = new ArrayList<>();
    lines.addAll(network(node, binary));
    lines.addAll(cluster(node));
    lines.addAll(durability());
    lines.addAll(replication(admin));
    lines.add("maxmemory " + node.maxMemory());
    lines.add("databases 1");
    lines.add("aclfile " + NodeDirectory.USERS);
    lines.add("daemonize no");
    // The command line, with this file's path, is how a later control plane knows the process.
    lines.add("set-proc-title no");
    fileSettings(node, binary).forEach((name, value) -> lines.addAll(directive(name, value)));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> network(NodeSpec node, EngineBinary binary) {
    int port = node.address().port();
    List<String> lines = new ArrayList<>();
    lines.add("bind " + node.address().host());
    // Access is a matter of users; this mode would refuse replicas of a cluster with open access.
    lines.add("protected-mode no");
    lines.add("port " + (node.tls() ? 0 : port));
    if (node.tls()) {
      lines.add("tls-port " + port);
      lines.add("tls-cert-file " + NodeDirectory.CERTIFICATE);
      lines.add("tls-key-file " + NodeDirectory.KEY);
      lines.add("tls-ca-cert-file " + NodeDirectory.CA_CERTIFICATE);
      lines.add("tls-auth-clients no");
      lines.add("tls-replication yes");
      lines.add("tls-cluster yes");
      lines.add("tls-protocols \"TLSv1.2 TLSv1.3\"");
    }
    if (binary.isAtLeast(7, 0)) {
      lines.add("bind-source-addr " + node.address().host());
    }
    return lines;
  }

  private static List<String> cluster(NodeSpec node) {
    List<String> lines = new ArrayList<>();
    lines.add("cluster-enabled yes");
    lines.add("cluster-config-file nodes.conf");
    lines.add("cluster-announce-ip " + node.address().host());
    lines.add(
        "cluster-node-timeout "
            + switch (node.history()) {
              case FORMING -> FORMING_TIMEOUT_MILLIS;
              case JOINING, FORMED -> STEADY_TIMEOUT_MILLIS;
            });
    // The engine would promote a replica that may lack acknowledged writes. Only the control plane,
    // which knows whether the primary's log is still there, decides about that.
    lines.add("cluster-replica-no-failover yes");
    lines.add("cluster-require-full-coverage no");
    lines.add("cluster-allow-replica-migration no");
    return lines;
  }

  /** A write is acknowledged after it is on disk, so that it survives the process. */
  private static List<String> durability() {
    return List.of(
        "save \"\"", "appendonly yes", "appendfsync always", "no-appendfsync-on-rewrite no");
  }

  private static List<String> replication(EngineAdmin admin) {
    return List.of(
        "masteruser " + EngineAdmin.NAME,
        "masterauth " + admin.password(),
        "repl-diskless-sync yes",
        "repl-diskless-sync-delay 0");
  }

  /**
   * The settings in the engine's own names. Engines before 7.0 call listpacks ziplists and don't
   * track latency.
   */
  private static Map<String, String> settings(NodeSpec node, EngineBinary binary) {
    Map<String, String> settings = new TreeMap<>(node.settings());
    if (!binary.isAtLeast(7, 0)) {
      settings.remove("latency-tracking");
      for (String name : node.settings().keySet()) {
        String value = name.contains("listpack") ? settings.remove(name) : null;
        if (value != null) {
          settings.put(name.replace("listpack", "ziplist"), value);
        }
      }
    }
    return settings;
  }

  /**
   * The settings that a running engine takes. At its start it makes do with as many clients as the
   * system allows; later it refuses a number that is too high.
   */
  static Map<String, String> liveSettings(NodeSpec node, EngineBinary binary) {
    Map<String, String> settings = fileSettings(node, binary);
    settings.remove(MAX_CLIENTS);
    return settings;
  }

  /**
   * Those of the file. An engine that can't defragment would not start with a file that asks. One
   * that is to have more clients than files may be open looks for a number that is allowed, by
   * thousands of attempts; as many as are allowed are told at once.
   */
  private static Map<String, String> fileSettings(NodeSpec node, EngineBinary binary) {
    Map<String, String> settings = settings(node, binary);
    settings.remove(ACTIVE_DEFRAGMENTATION);
    settings.computeIfPresent(
        MAX_CLIENTS,
        (name, value) ->
            String.valueOf(Math.min(Long.parseLong(value), OPEN_FILES - RESERVED_FILES)));
    return settings;
  }

  /** Engines before 7.0 take the buffer limits of one class of clients per line only. */
  private static List<String> directive(String name, String value) {
    if (!name.equals("client-output-buffer-limit")) {
      return List.of(name + " " + (value.isEmpty() ? "\"\"" : value));
    }
    String[] words = value.split(" ", -1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < words.length; i += WORDS_PER_CLASS) {
      lines.add(name + " " + String.join(" ", List.of(words).subList(i, i + WORDS_PER_CLASS)));
    }
    return lines;
  }
}
