package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the intervals themselves say about the use of an account. */
@Component
class RawUsage {

  private final JdbcClient jdbc;
  private final SnapshotUsage snapshots;
  private final ReservedNodeRepository reservedNodes;

  RawUsage(JdbcClient jdbc, SnapshotUsage snapshots, ReservedNodeRepository reservedNodes) {
    this.jdbc = jdbc;
    this.snapshots = snapshots;
    this.reservedNodes = reservedNodes;
  }

  /**
   * Rows for parts of a period, none of which has a price change inside. Reservations cover what
   * begins in whole hours: where there are some the rows are about hours, or what the parts leave
   * of them, with all they can be told apart by.
   *
   * @param byCluster whether rows have to say which cluster they are about
   * @param byTags whether they have to say with which tags
   * @param reader gets the rows one by one
   */
  void of(
      String account,
      List<Period> parts,
      boolean byCluster,
      boolean byTags,
      Consumer<UsageRow> reader) {
    if (parts.isEmpty()) {
      return;
    }
    Period whole = new Period(parts.getFirst().from(), parts.getLast().until());
    List<ReservedNode> reservations =
        reservedNodes.findActive(account, whole.from(), whole.until());
    if (reservations.isEmpty()) {
      nodes(account, parts, byCluster, byTags, reader);
    } else {
      List<Period> hours =
          parts.stream().flatMap(part -> Granularity.HOUR.parts(part).stream()).toList();
      List<UsageRow> nodes = new ArrayList<>();
      nodes(account, hours, true, true, nodes::add);
      new ReservedCoverage(reservations).cover(nodes).forEach(reader);
    }
    snapshots.of(account, parts).forEach(reader);
    written(account, parts, byCluster, byTags).forEach(reader);
  }

  /** Of every hour that begins in a part. */
  private List<UsageRow> written(
      String account, List<Period> parts, boolean byCluster, boolean byTags) {
    return jdbc.sql(
            """
            select part.begins, w.region, %1$s as cluster_name, w.engine, %2$s as tags,
              sum(w.bytes) as bytes
            from data_written w
            join unnest(cast(:from as timestamptz[]), cast(:until as timestamptz[]))
                as part (begins, ends)
              on w.hour >= part.begins and w.hour < part.ends
            where w.account_id = :account and w.hour >= :begin and w.hour < :end
            group by part.begins, w.region, w.engine%3$s%4$s
            """
                .formatted(
                    byCluster ? "w.cluster_name" : "''",
                    byTags ? "w.tags" : "'{}'",
                    byCluster ? ", w.cluster_name" : "",
                    byTags ? ", w.tags" : ""))
        .param("from", begins(parts))
        .param("until", ends(parts))
        .param("account", account)
        .param("begin", utc(parts.getFirst().from()))
        .param("end", utc(parts.getLast().until()))
        .query(
            (row, number) -> {
              Instant begins = row.getObject("begins", OffsetDateTime.class).toInstant();
              return new UsageRow(
                  begins,
                  new Period(begins, begins).day(),
                  row.getString("region"),
                  row.getString("cluster_name"),
                  "",
                  row.getString("engine"),
                  byTags ? TagsJson.read(row.getString("tags")) : Map.of(),
                  BigDecimal.ZERO,
                  0,
                  BigDecimal.ZERO,
                  BigDecimal.ZERO,
                  row.getBigDecimal("bytes"));
            })
        .list();
  }

  private static String[] begins(List<Period> parts) {
    return parts.stream().map(part -> part.from().toString()).toArray(String[]::new);
  }

  private static String[] ends(List<Period> parts) {
    return parts.stream().map(part -> part.until().toString()).toArray(String[]::new);
  }

  private void nodes(
      String account,
      List<Period> parts,
      boolean byCluster,
      boolean byTags,
      Consumer<UsageRow> reader) {
    jdbc.sql(
            """
            select part.begins, u.region, %1$s as cluster_name, u.node_type, u.engine, %2$s as tags,
              sum((date_part('epoch', used.until - used.since) * 1000000)::bigint) / 1000000
                as seconds,
              sum(hours_begun(u.run_started_at, used.until)
                - hours_begun(u.run_started_at, used.since)) as hours
            from usage_interval u
            join unnest(cast(:from as timestamptz[]), cast(:until as timestamptz[]))
                as part (begins, ends)
              on u.started_at < part.ends and coalesce(u.stopped_at, 'infinity') > part.begins
            cross join lateral (
              select greatest(u.started_at, part.begins) as since,
                least(u.stopped_at, part.ends) as until) used
            where u.account_id = :account and u.started_at < :end
              and coalesce(u.stopped_at, 'infinity') > :begin
            group by part.begins, u.region, u.node_type, u.engine%3$s%4$s
            """
                .formatted(
                    byCluster ? "u.cluster_name" : "''",
                    byTags ? "u.tags" : "'{}'",
                    byCluster ? ", u.cluster_name" : "",
                    byTags ? ", u.tags" : ""))
        .param("from", begins(parts))
        .param("until", ends(parts))
        .param("account", account)
        .param("begin", utc(parts.getFirst().from()))
        .param("end", utc(parts.getLast().until()))
        .withFetchSize(Usage.FETCHED)
        .query(
            (RowCallbackHandler)
                row -> {
                  Instant begins = row.getObject("begins", OffsetDateTime.class).toInstant();
                  reader.accept(
                      new UsageRow(
                          begins,
                          new Period(begins, begins).day(),
                          row.getString("region"),
                          row.getString("cluster_name"),
                          row.getString("node_type"),
                          row.getString("engine"),
                          byTags ? TagsJson.read(row.getString("tags")) : Map.of(),
                          row.getBigDecimal("seconds"),
                          row.getLong("hours"),
                          BigDecimal.ZERO,
                          BigDecimal.ZERO,
                          BigDecimal.ZERO));
                });
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
