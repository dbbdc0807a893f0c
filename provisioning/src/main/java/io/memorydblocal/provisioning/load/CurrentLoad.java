package io.memorydblocal.provisioning.load;

import java.time.Instant;

/**
 * What a node had to bear when it was last measured.
 *
 * @param nodeName such as {@code demo-0001-001}
 * @param primary whether it was the primary of its shard
 * @param usedMemory bytes that its data took
 * @param cpuPercent of one processor, since the time before
 * @param at when it was measured
 */
public record CurrentLoad(
    String nodeName, boolean primary, long usedMemory, double cpuPercent, Instant at) {}
