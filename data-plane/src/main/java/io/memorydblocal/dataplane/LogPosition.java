package io.memorydblocal.dataplane;

import org.jspecify.annotations.Nullable;

/**
 * How far a primary's engine has come with its append-only log and its replication stream, by its
 * own counters.
 *
 * @param node the node's id
 * @param run names the engine's process; another after every start
 * @param stream names the replication stream that it feeds
 * @param formerStream the one that it received before it became the primary
 * @param formerEnd where that one ended, in bytes
 * @param offset bytes of the stream; it doesn't grow while there never was a replica
 * @param logBytes size of the log
 * @param logBaseBytes the size that the log had when it was last rewritten, or the engine started
 * @param logRewrites how often the log was rewritten in this run
 */
public record LogPosition(
    String node,
    String run,
    String stream,
    String formerStream,
    long formerEnd,
    long offset,
    long logBytes,
    long logBaseBytes,
    long logRewrites) {

  /**
   * How many bytes a shard has written since an earlier position of the same shard, on this node or
   * another; since its start without one. Never negative. The log says it exactly as long as it
   * isn't rewritten, and goes on through restarts; else the stream does, and goes on through
   * failovers. Where neither does, it is what was written since the last rewrite: less than all.
   */
  public long writtenSince(@Nullable LogPosition before) {
    long sinceRewrite = Math.max(0, logBytes - logBaseBytes);
    if (before == null) {
      return sinceRewrite;
    }
    long streamed = streamedSince(before);
    if (!node.equals(before.node)) {
      return streamed;
    }
    boolean sameLog =
        run.equals(before.run) ? logRewrites == before.logRewrites : logBytes >= before.logBytes;
    return sameLog ? Math.max(0, logBytes - before.logBytes) : Math.max(streamed, sinceRewrite);
  }

  private long streamedSince(LogPosition before) {
    boolean continuous =
        stream.equals(before.stream)
            || (formerStream.equals(before.stream) && before.offset <= formerEnd);
    return continuous ? Math.max(0, offset - before.offset) : 0;
  }
}
