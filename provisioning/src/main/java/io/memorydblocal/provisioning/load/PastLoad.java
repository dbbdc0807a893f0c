package io.memorydblocal.provisioning.load;

import java.time.Instant;
import java.util.UUID;

/**
 * What the nodes of a cluster had to bear since a time.
 *
 * @param clusterId whose
 * @param since the beginning of the first hour that there are figures of
 * @param seconds for how long the most measured of the nodes was measured
 * @param usedMemory the most bytes that the data of any node took
 * @param processors how many processors the busiest node kept busy in its busiest hour
 * @param lookups how many keys were read of all nodes
 * @param replicaLookups how many of them of nodes that were replicas at last
 */
public record PastLoad(
    UUID clusterId,
    Instant since,
    double seconds,
    long usedMemory,
    double processors,
    long lookups,
    long replicaLookups) {}
