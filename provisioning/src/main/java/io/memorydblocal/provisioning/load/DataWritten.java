package io.memorydblocal.provisioning.load;

import io.memorydblocal.provisioning.Scope;
import java.time.Instant;

/**
 * A cluster has written to its logs since it was last looked at. Published in the transaction that
 * notes how far it has come, so that nothing is told twice.
 *
 * @param engine {@code redis} or {@code valkey}
 * @param bytes more than none
 */
public record DataWritten(Scope scope, String clusterName, String engine, long bytes, Instant at) {}
