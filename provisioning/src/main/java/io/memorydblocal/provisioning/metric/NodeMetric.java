package io.memorydblocal.provisioning.metric;

import io.memorydblocal.dataplane.EngineCommands;
import io.memorydblocal.dataplane.EngineInfo;
import io.memorydblocal.dataplane.EngineInfo.CommandCalls;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The metrics of a node that its engine can tell. What AWS gives as the growth within a minute is a
 * {@link Kind#COUNTER} here: it has grown since the engine started. Units are base units.
 */
public enum NodeMetric {
  ACTIVE_DEFRAG_HITS("ActiveDefragHits", Unit.NONE, counter("active_defrag_hits")),
  AUTHENTICATION_FAILURES("AuthenticationFailures", Unit.NONE, counter("acl_access_denied_auth")),
  BYTES_USED_FOR_MEMORYDB("BytesUsedForMemoryDB", Unit.BYTES, gauge("used_memory")),
  COMMAND_AUTHORIZATION_FAILURES(
      "CommandAuthorizationFailures", Unit.NONE, counter("acl_access_denied_cmd")),
  CURR_CONNECTIONS("CurrConnections", Unit.NONE, gauge("connected_clients")),
  CURR_ITEMS("CurrItems", Unit.NONE, gauge(NodeMetric::items)),
  DATABASE_CAPACITY_USAGE("DatabaseCapacityUsagePercentage", Unit.RATIO, gauge(NodeMetric::usage)),
  DATABASE_MEMORY_USAGE("DatabaseMemoryUsagePercentage", Unit.RATIO, gauge(NodeMetric::usage)),
  DB0_AVERAGE_TTL(
      "DB0AverageTTL", Unit.SECONDS, gauge(info -> scaled(info.figure("db0", "avg_ttl"), 1e-3))),
  /** AWS has only the utilization that follows from it. */
  ENGINE_CPU("EngineCPU", Unit.SECONDS, counter(NodeMetric::mainThread)),
  /** Of one processor, since the sample before. */
  ENGINE_CPU_UTILIZATION("EngineCPUUtilization", Unit.RATIO, gauge(info -> OptionalDouble.empty())),
  ERROR_COUNT("ErrorCount", Unit.NONE, counter("total_error_replies")),
  EVAL_BASED_CMDS("EvalBasedCmds", Unit.NONE, calls("scripting")),
  EVICTIONS("Evictions", Unit.NONE, counter("evicted_keys")),
  GEO_SPATIAL_BASED_CMDS("GeoSpatialBasedCmds", Unit.NONE, calls("geo")),
  GET_TYPE_CMDS("GetTypeCmds", Unit.NONE, calls(EngineCommands::reads)),
  HASH_BASED_CMDS("HashBasedCmds", Unit.NONE, calls("hash")),
  HYPER_LOG_LOG_BASED_CMDS("HyperLogLogBasedCmds", Unit.NONE, calls("hyperloglog")),
  IS_PRIMARY("IsPrimary", Unit.NONE, gauge(info -> flag(isPrimary(info)))),
  KEY_AUTHORIZATION_FAILURES(
      "KeyAuthorizationFailures", Unit.NONE, counter("acl_access_denied_key")),
  KEY_BASED_CMDS("KeyBasedCmds", Unit.NONE, calls("generic")),
  KEYS_TRACKED("KeysTracked", Unit.NONE, gauge("tracking_total_keys")),
  KEYSPACE_HITS("KeyspaceHits", Unit.NONE, counter("keyspace_hits")),
  KEYSPACE_MISSES("KeyspaceMisses", Unit.NONE, counter("keyspace_misses")),
  LIST_BASED_CMDS("ListBasedCmds", Unit.NONE, calls("list")),
  MEMORY_FRAGMENTATION("MemoryFragmentationRatio", Unit.RATIO, gauge("mem_fragmentation_ratio")),
  NETWORK_BYTES_IN("NetworkBytesIn", Unit.BYTES, counter("total_net_input_bytes")),
  NETWORK_BYTES_OUT("NetworkBytesOut", Unit.BYTES, counter("total_net_output_bytes")),
  NEW_CONNECTIONS("NewConnections", Unit.NONE, counter("total_connections_received")),
  PRIMARY_LINK_HEALTH_STATUS(
      "PrimaryLinkHealthStatus",
      Unit.NONE,
      gauge(ofReplicas(info -> flag(info.text("master_link_status").equals("up"))))),
  PUB_SUB_BASED_CMDS("PubSubBasedCmds", Unit.NONE, calls("pubsub")),
  RECLAIMED("Reclaimed", Unit.NONE, counter("expired_keys")),
  REPLICATION_BYTES(
      "ReplicationBytes",
      Unit.BYTES,
      counter(
          info -> isPrimary(info) ? info.figure("master_repl_offset") : OptionalDouble.empty())),
  /** Since the replica last heard of its primary; absent while they aren't connected. */
  REPLICATION_LAG(
      "ReplicationLag",
      Unit.SECONDS,
      gauge(ofReplicas(info -> positive(info.figure("master_last_io_seconds_ago"))))),
  SET_BASED_CMDS("SetBasedCmds", Unit.NONE, calls("set")),
  SET_TYPE_CMDS("SetTypeCmds", Unit.NONE, calls(EngineCommands::writes)),
  SORTED_SET_BASED_CMDS("SortedSetBasedCmds", Unit.NONE, calls("sorted-set")),
  STREAM_BASED_CMDS("StreamBasedCmds", Unit.NONE, calls("stream")),
  STRING_BASED_CMDS("StringBasedCmds", Unit.NONE, calls("string")),
  /** The time that all of {@link #GET_TYPE_CMDS} took; engines don't tell failed ones apart. */
  SUCCESSFUL_READ_REQUEST_LATENCY(
      "SuccessfulReadRequestLatency", Unit.SECONDS, time(EngineCommands::reads)),
  /** The time that all of {@link #SET_TYPE_CMDS} took; engines don't tell failed ones apart. */
  SUCCESSFUL_WRITE_REQUEST_LATENCY(
      "SuccessfulWriteRequestLatency", Unit.SECONDS, time(EngineCommands::writes));

  /** How a figure behaves. */
  public enum Kind {
    /** It goes up and down. */
    GAUGE,
    /** It only grows, and begins at zero when the engine starts. */
    COUNTER
  }

  /** What a figure counts. */
  public enum Unit {
    NONE,
    BYTES,
    SECONDS,
    /** One is the whole, where AWS gives a hundred percent. */
    RATIO
  }

  /** How a figure is read. */
  private record Reading(Kind kind, Function<EngineInfo, OptionalDouble> in) {}

  private final String awsName;
  private final Unit unit;

  @SuppressWarnings("ImmutableEnumChecker") // its function has no state
  private final Reading reading;

  NodeMetric(String awsName, Unit unit, Reading reading) {
    this.awsName = awsName;
    this.unit = unit;
    this.reading = reading;
  }

  /** Its name in AWS's namespace. */
  public String awsName() {
    return awsName;
  }

  public Kind kind() {
    return reading.kind();
  }

  public Unit unit() {
    return unit;
  }

  /** Its figure by what an engine tells; none where the engine, or its role, has none. */
  OptionalDouble in(EngineInfo info) {
    return reading.in().apply(info);
  }

  private static Reading gauge(String name) {
    return gauge(info -> info.figure(name));
  }

  private static Reading gauge(Function<EngineInfo, OptionalDouble> in) {
    return new Reading(Kind.GAUGE, in);
  }

  private static Reading counter(String name) {
    return counter(info -> info.figure(name));
  }

  private static Reading counter(Function<EngineInfo, OptionalDouble> in) {
    return new Reading(Kind.COUNTER, in);
  }

  private static Reading calls(String group) {
    return calls(command -> EngineCommands.isOfGroup(command, group));
  }

  private static Reading calls(Predicate<String> which) {
    return counter(
        info ->
            OptionalDouble.of((double) called(info, which).mapToLong(CommandCalls::calls).sum()));
  }

  private static Reading time(Predicate<String> which) {
    return counter(
        info -> OptionalDouble.of(called(info, which).mapToLong(CommandCalls::micros).sum() / 1e6));
  }

  private static Stream<CommandCalls> called(EngineInfo info, Predicate<String> which) {
    return info.commands().stream().filter(calls -> which.test(calls.command()));
  }

  private static Function<EngineInfo, OptionalDouble> ofReplicas(
      Function<EngineInfo, OptionalDouble> in) {
    return info -> isPrimary(info) ? OptionalDouble.empty() : in.apply(info);
  }

  private static boolean isPrimary(EngineInfo info) {
    return info.text("role").equals("master");
  }

  /** In cluster mode there is one database; it isn't mentioned while it is empty. */
  private static OptionalDouble items(EngineInfo info) {
    return OptionalDouble.of(info.figure("db0", "keys").orElse(0));
  }

  private static OptionalDouble usage(EngineInfo info) {
    long most = info.number("maxmemory");
    return most == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) info.number("used_memory") / most);
  }

  private static OptionalDouble mainThread(EngineInfo info) {
    OptionalDouble user = info.figure("used_cpu_user_main_thread");
    OptionalDouble system = info.figure("used_cpu_sys_main_thread");
    return user.isPresent() && system.isPresent()
        ? OptionalDouble.of(user.getAsDouble() + system.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble flag(boolean value) {
    return OptionalDouble.of(value ? 1 : 0);
  }

  private static OptionalDouble positive(OptionalDouble figure) {
    return figure.isPresent() && figure.getAsDouble() >= 0 ? figure : OptionalDouble.empty();
  }

  private static OptionalDouble scaled(OptionalDouble figure, double factor) {
    return figure.isPresent()
        ? OptionalDouble.of(figure.getAsDouble() * factor)
        : OptionalDouble.empty();
  }
}
