package io.memorydblocal.dataplane;

/**
 * A node as its cluster knows it. Each node has its own view of the others, and news takes a moment
 * to spread.
 *
 * @param engineId the forty hexadecimal digits by which its cluster knows it
 * @param primaryId the engine id of the primary it replicates; empty for a primary
 * @param slots the hash slots it owns
 */
public record ClusterMember(String engineId, String primaryId, Slots slots) {}
