package io.memorydblocal.billing.metering;

import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that was told about the use of a node.
 *
 * @param nodeId names the node for ever: none that was stopped is started again
 * @param shardName what the node belongs to; absent where it stopped
 * @param nodeType what it is from then on; absent where only something else is told
 * @param engine what it runs from then on; absent where only something else is told
 * @param tags of its cluster, from then on; absent where only something else is told
 */
record UsageEvent(
    UUID nodeId,
    Kind kind,
    Instant at,
    Scope scope,
    String clusterName,
    @Nullable String shardName,
    String nodeName,
    @Nullable String nodeType,
    @Nullable String engine,
    @Nullable Map<String, @Nullable String> tags) {

  /** What can be told. */
  enum Kind {
    STARTED,
    CHANGED,
    TAGGED,
    STOPPED
  }
}
