package io.memorydblocal.dataplane;

/**
 * What a node bears, by its engine's own counters.
 *
 * @param primary whether it is the primary of its shard
 * @param usedMemory bytes that its data take, with what the engine needs besides
 * @param cpuSeconds processor time that the engine has taken since it started
 * @param lookups how many keys were read since it started, found or not
 * @param log how far its log has come
 * @param info all that the engine tells
 */
public record NodeLoad(
    boolean primary,
    long usedMemory,
    double cpuSeconds,
    long lookups,
    LogPosition log,
    EngineInfo info) {

  /** What a node bears by what its engine tells. */
  public static NodeLoad of(String id, EngineInfo info) {
    return new NodeLoad(
        "master".equals(info.text("role")),
        info.number("used_memory"),
        info.figure("used_cpu_sys").orElse(0) + info.figure("used_cpu_user").orElse(0),
        info.number("keyspace_hits") + info.number("keyspace_misses"),
        new LogPosition(
            id,
            info.text("run_id"),
            info.text("master_replid"),
            info.text("master_replid2"),
            info.number("second_repl_offset"),
            info.number("master_repl_offset"),
            info.number("aof_current_size") + info.number("aof_buffer_length"),
            info.number("aof_base_size"),
            info.number("aof_rewrites")),
        info);
  }
}
