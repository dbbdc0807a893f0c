package io.memorydblocal.provisioning.load;

import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import io.memorydblocal.provisioning.cluster.ClusterMeasured;
import io.memorydblocal.provisioning.cluster.ClusterMeasured.MeasuredNode;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what nodes had to bear, by the hour, for two weeks. */
@Component
public class NodeLoads implements RecurringWork {

  /** How long it is kept. */
  public static final Duration KEPT = Duration.ofDays(14);

  private final JdbcClient jdbc;
  private final Clock clock;

  NodeLoads(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What the nodes of a cluster bear, by their names; none that was never measured. */
  public List<CurrentLoad> current(UUID clusterId) {
    return jdbc.sql(
            """
            select node_name, is_primary, used_memory, cpu_percent, at from node_counter
            where cluster_id = ? order by node_name
            """)
        .param(clusterId)
        .query(
            (row, number) ->
                new CurrentLoad(
                    row.getString("node_name"),
                    row.getBoolean("is_primary"),
                    row.getLong("used_memory"),
                    row.getDouble("cpu_percent"),
                    row.getObject("at", OffsetDateTime.class).toInstant()))
        .list();
  }

  /** What the nodes of several clusters had to bear since a time; none that weren't measured. */
  public List<PastLoad> since(List<UUID> clusterIds, Instant from) {
    return jdbc.sql(
            """
            select l.cluster_id, min(l.hour) as since, max(l.used_memory) as used_memory,
              max(l.cpu_seconds / greatest(l.seconds, 1)) as processors,
              sum(l.lookups) as lookups,
              coalesce(sum(l.lookups) filter (where not c.is_primary), 0) as replica_lookups,
              (select max(measured) from
                (select sum(seconds) as measured from node_load m
                 where m.cluster_id = l.cluster_id and m.hour >= :from
                 group by m.node_name) nodes) as seconds
            from node_load l
            left join node_counter c on c.cluster_id = l.cluster_id and c.node_name = l.node_name
            where l.cluster_id = any(:clusters) and l.hour >= :from
            group by l.cluster_id
            """)
        .param("clusters", clusterIds.toArray(UUID[]::new))
        .param("from", utc(from))
        .query(
            (row, number) ->
                new PastLoad(
                    row.getObject("cluster_id", UUID.class),
                    row.getObject("since", OffsetDateTime.class).toInstant(),
                    row.getDouble("seconds"),
                    row.getLong("used_memory"),
                    row.getDouble("processors"),
                    row.getLong("lookups"),
                    row.getLong("replica_lookups")))
        .list();
  }

  @EventListener
  void on(ClusterMeasured event) {
    for (MeasuredNode node : event.nodes()) {
      add(event.clusterId(), node, event.at());
    }
  }

  @EventListener
  void on(NodeStopped event) {
    jdbc.sql(
            """
            delete from node_counter where node_name = ? and cluster_id =
              (select id from cluster where account_id = ? and region = ? and name = ?)
            """)
        .params(
            event.nodeName(), event.scope().accountId(), event.scope().region(), event.sourceName())
        .update();
  }

  /**
   * The growth of the counters since the time before is added to the hour. Those of an engine that
   * was started meanwhile have grown from zero.
   */
  private void add(UUID clusterId, MeasuredNode node, Instant at) {
    NodeLoad load = node.load();
    jdbc.sql(
            """
            with before as (
              select run, at, cpu_seconds, lookups from node_counter
              where cluster_id = :cluster and node_name = :node),
            growth as (
              select extract(epoch from cast(:at as timestamptz) - at)::float8 as seconds,
                case when run = :run then greatest(:cpu - cpu_seconds, 0) else :cpu end as cpu,
                case when run = :run then greatest(:lookups - lookups, 0) else :lookups end
                  as lookups
              from before where at < :at),
            counted as (
              insert into node_counter
                (cluster_id, node_name, run, at, used_memory, cpu_seconds, lookups, is_primary,
                 cpu_percent)
              values (:cluster, :node, :run, :at, :memory, :cpu, :lookups, :primary, 0)
              on conflict (cluster_id, node_name) do update
              set run = excluded.run, at = excluded.at, used_memory = excluded.used_memory,
                cpu_seconds = excluded.cpu_seconds, lookups = excluded.lookups,
                is_primary = excluded.is_primary,
                cpu_percent = coalesce((select 100 * cpu / seconds from growth), 0))
            insert into node_load
              (cluster_id, node_name, hour, used_memory, cpu_seconds, seconds, lookups)
            select :cluster, :node, :hour, :memory, cpu, seconds, lookups from growth
            on conflict (cluster_id, node_name, hour) do update
            set used_memory = greatest(node_load.used_memory, excluded.used_memory),
              cpu_seconds = node_load.cpu_seconds + excluded.cpu_seconds,
              seconds = node_load.seconds + excluded.seconds,
              lookups = node_load.lookups + excluded.lookups
            """)
        .param("cluster", clusterId)
        .param("node", node.name())
        .param("run", load.log().run())
        .param("at", utc(at))
        .param("hour", utc(at.truncatedTo(ChronoUnit.HOURS)))
        .param("memory", load.usedMemory())
        .param("cpu", load.cpuSeconds())
        .param("lookups", load.lookups())
        .param("primary", load.primary())
        .update();
  }

  @Override
  public String name() {
    return "load-retention";
  }

  @Override
  public Duration period() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    jdbc.sql("delete from node_load where hour < ?")
        .param(utc(clock.instant().minus(KEPT)))
        .update();
    for (String table : List.of("node_load", "node_counter", "shard_log")) {
      jdbc.sql(
              "delete from %1$s where not exists (select from cluster c where c.id = %1$s.cluster_id)"
                  .formatted(table))
          .update();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
