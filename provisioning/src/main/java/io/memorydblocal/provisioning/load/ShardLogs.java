package io.memorydblocal.provisioning.load;

import static java.util.Comparator.comparingLong;

import io.memorydblocal.dataplane.LogPosition;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStopped;
import io.memorydblocal.provisioning.cluster.ClusterMeasured;
import io.memorydblocal.provisioning.cluster.ClusterMeasured.MeasuredNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells what clusters write: how far the log of each shard's primary has come since the last time.
 * It only ever grows; an engine that starts again or another that takes its place goes on where it
 * was.
 */
@Component
class ShardLogs {

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;

  ShardLogs(JdbcClient jdbc, ApplicationEventPublisher events) {
    this.jdbc = jdbc;
    this.events = events;
  }

  @EventListener
  void on(ClusterMeasured event) {
    long written =
        event.nodes().stream()
            .filter(node -> node.load().primary())
            .collect(Collectors.groupingBy(MeasuredNode::shardName))
            .values()
            .stream()
            .mapToLong(primaries -> written(event.clusterId(), furthest(primaries)))
            .sum();
    if (written > 0) {
      events.publishEvent(
          new DataWritten(event.scope(), event.clusterName(), event.engine(), written, event.at()));
    }
  }

  /** When it starts again its logs are others. */
  @EventListener
  void on(ClusterStopped event) {
    jdbc.sql("delete from shard_log where cluster_id = ?").param(event.clusterId()).update();
  }

  /** One that was a primary may not know yet that another is. */
  private static MeasuredNode furthest(Collection<MeasuredNode> primaries) {
    return primaries.stream()
        .max(comparingLong((MeasuredNode node) -> node.load().log().offset()))
        .orElseThrow();
  }

  private long written(UUID clusterId, MeasuredNode primary) {
    LogPosition now = primary.load().log();
    @Nullable LogPosition before =
        jdbc.sql("select * from shard_log where cluster_id = ? and shard_name = ?")
            .params(clusterId, primary.shardName())
            .query((row, number) -> position(row))
            .optional()
            .orElse(null);
    jdbc.sql(
            """
            insert into shard_log
              (cluster_id, shard_name, node, run, stream, former_stream, former_end, stream_offset,
               log_bytes, log_base_bytes, log_rewrites)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (cluster_id, shard_name) do update
            set node = excluded.node, run = excluded.run, stream = excluded.stream,
              former_stream = excluded.former_stream, former_end = excluded.former_end,
              stream_offset = excluded.stream_offset, log_bytes = excluded.log_bytes,
              log_base_bytes = excluded.log_base_bytes, log_rewrites = excluded.log_rewrites
            """)
        .params(
            clusterId,
            primary.shardName(),
            now.node(),
            now.run(),
            now.stream(),
            now.formerStream(),
            now.formerEnd(),
            now.offset(),
            now.logBytes(),
            now.logBaseBytes(),
            now.logRewrites())
        .update();
    return now.writtenSince(before);
  }

  private static LogPosition position(ResultSet row) throws SQLException {
    return new LogPosition(
        row.getString("node"),
        row.getString("run"),
        row.getString("stream"),
        row.getString("former_stream"),
        row.getLong("former_end"),
        row.getLong("stream_offset"),
        row.getLong("log_bytes"),
        row.getLong("log_base_bytes"),
        row.getLong("log_rewrites"));
  }
}
