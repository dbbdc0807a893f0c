package io.memorydblocal.billing.metering;

import io.memorydblocal.billing.metering.UsageEvent.Kind;
import io.memorydblocal.provisioning.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps what is told about the use of nodes, and the intervals that follow from it. An interval
 * that reaches back into days that are rolled up has them rolled up again.
 */
@Component
class UsageJournal {

  private final JdbcClient jdbc;

  UsageJournal(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes down something in the caller's transaction. Told twice, it changes nothing. */
  void tell(UsageEvent event) {
    lock(event.scope(), event.clusterName());
    if (keep(event)) {
      derive(event.nodeId(), event.at());
    }
  }

  /** Takes down the tags of a cluster, whose running nodes have them from then on. */
  void tellTags(Scope scope, String cluster, Map<String, @Nullable String> tags, Instant at) {
    lock(scope, cluster);
    List<UsageEvent> running =
        jdbc.sql(
                """
                select node_id, shard_name, node_name from usage_interval
                where account_id = ? and region = ? and cluster_name = ?
                  and coalesce(stopped_at, 'infinity') = 'infinity'
                """)
            .params(scope.accountId(), scope.region(), cluster)
            .query(
                (row, number) ->
                    new UsageEvent(
                        row.getObject("node_id", UUID.class),
                        Kind.TAGGED,
                        at,
                        scope,
                        cluster,
                        row.getString("shard_name"),
                        row.getString("node_name"),
                        null,
                        null,
                        tags))
            .list();
    running.forEach(this::tell);
  }

  /** Two transactions that derive the same node's use from what they see must see each other. */
  private void lock(Scope scope, String cluster) {
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
        .params("usage of %s %s %s".formatted(scope.accountId(), scope.region(), cluster))
        .query(Integer.class)
        .single();
  }

  private boolean keep(UsageEvent event) {
    return jdbc.sql(
                """
                insert into usage_event
                  (node_id, kind, at, account_id, region, cluster_name, shard_name, node_name,
                   node_type, engine, tags)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
                on conflict do nothing
                """)
            .params(
                event.nodeId(),
                event.kind().name(),
                utc(event.at()),
                event.scope().accountId(),
                event.scope().region(),
                event.clusterName())
            .param(event.shardName())
            .param(event.nodeName())
            .param(event.nodeType())
            .param(event.engine())
            .param(event.tags() == null ? null : TagsJson.write(event.tags()))
            .update()
        == 1;
  }

  private void derive(UUID nodeId, Instant at) {
    List<UsageEvent> events =
        jdbc.sql("select * from usage_event where node_id = ?")
            .param(nodeId)
            .query((row, number) -> event(row))
            .list();
    jdbc.sql("delete from usage_interval where node_id = ?").param(nodeId).update();
    NodeUsage.intervals(events).forEach(this::insert);
    LateUsage.since(jdbc, at);
  }

  private void insert(UsageInterval interval) {
    jdbc.sql(
            """
            insert into usage_interval
              (node_id, started_at, stopped_at, run_started_at, account_id, region, cluster_name,
               shard_name, node_name, node_type, engine, tags)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))
            """)
        .params(interval.nodeId(), utc(interval.startedAt()))
        .param(interval.stoppedAt() == null ? null : utc(interval.stoppedAt()))
        .params(
            utc(interval.runStartedAt()),
            interval.scope().accountId(),
            interval.scope().region(),
            interval.clusterName(),
            interval.shardName(),
            interval.nodeName(),
            interval.nodeType(),
            interval.engine(),
            TagsJson.write(interval.tags()))
        .update();
  }

  private static UsageEvent event(ResultSet row) throws SQLException {
    String tags = row.getString("tags");
    return new UsageEvent(
        row.getObject("node_id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        new Scope(row.getString("account_id"), row.getString("region")),
        row.getString("cluster_name"),
        row.getString("shard_name"),
        row.getString("node_name"),
        row.getString("node_type"),
        row.getString("engine"),
        tags == null ? null : TagsJson.read(tags));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
