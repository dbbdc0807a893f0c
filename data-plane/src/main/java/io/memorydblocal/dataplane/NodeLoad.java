package io.memorydblocal.dataplane;

/**
 * What a node bears, by its engine's own counters.
 *
 * @param primary whether it is the primary of its shard
 * @param usedMemory bytes that its data take, with what the engine needs besides
 * @param cpuSeconds processor time that the engine has taken since it started
 * @param lookups how many keys were read since it started, found or not
 * @param clients how many clients are connected
 * @param log how far its log has come
 */
public record NodeLoad(
    boolean primary,
    long usedMemory,
    double cpuSeconds,
    long lookups,
    long clients,
    LogPosition log) {}
