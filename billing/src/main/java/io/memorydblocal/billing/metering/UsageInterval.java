package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a node was used as one and the same thing: from its start on, but not at its end.
 *
 * @param stoppedAt its end; absent while it lasts, never before the start
 * @param runStartedAt since when the node has had this type and engine: hours are counted from then
 * @param tags of the cluster in that time
 */
public record UsageInterval(
    UUID nodeId,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    Instant runStartedAt,
    Scope scope,
    String clusterName,
    String shardName,
    String nodeName,
    String nodeType,
    String engine,
    Map<String, @Nullable String> tags) {}
