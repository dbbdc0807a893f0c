package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What is kept of snapshots and paid for: at any time everything, less one snapshot, the largest,
 * of every cluster that has nodes.
 */
@Component
class SnapshotUsage {

  private static final int MICRO_DIGITS = 6;

  private static final Comparator<Kept> LARGEST_FIRST =
      Comparator.comparingLong(Kept::bytes).reversed().thenComparing(Kept::snapshotId);

  /** A snapshot at the time that it was there, with the tags that it had then. */
  record Kept(
      UUID snapshotId,
      String region,
      String cluster,
      Map<String, @Nullable String> tags,
      long bytes,
      Period period) {}

  /** A time in which a cluster had nodes. */
  record Active(String region, String cluster, Period period) {}

  private record Cluster(String region, String name) {}

  private final JdbcClient jdbc;

  SnapshotUsage(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What an account kept in each part of a period. */
  List<UsageRow> of(String account, List<Period> parts) {
    Period whole = new Period(parts.getFirst().from(), parts.getLast().until());
    List<Kept> kept =
        query(
            """
            select snapshot_id, region, cluster_name, tags, bytes, started_at, stopped_at
            from storage_interval
            where account_id = :account and started_at < :until
              and coalesce(stopped_at, 'infinity') > :from
            """,
            account,
            whole,
            (row, number) ->
                new Kept(
                    row.getObject("snapshot_id", UUID.class),
                    row.getString("region"),
                    row.getString("cluster_name"),
                    TagsJson.read(row.getString("tags")),
                    row.getLong("bytes"),
                    period(
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getObject("stopped_at", OffsetDateTime.class),
                        whole)));
    if (kept.isEmpty()) {
      return List.of();
    }
    List<Active> active =
        query(
            """
            select region, cluster_name, lower(run) as started_at, upper(run) as stopped_at
            from (
              select region, cluster_name,
                unnest(range_agg(tstzrange(started_at, coalesce(stopped_at, :until)))) as run
              from usage_interval
              where account_id = :account and started_at < :until
                and coalesce(stopped_at, 'infinity') > :from
                and (region, cluster_name) in (
                  select region, cluster_name from storage_interval
                  where account_id = :account and started_at < :until
                    and coalesce(stopped_at, 'infinity') > :from)
              group by region, cluster_name) runs
            """,
            account,
            whole,
            (row, number) ->
                new Active(
                    row.getString("region"),
                    row.getString("cluster_name"),
                    period(
                        row.getObject("started_at", OffsetDateTime.class),
                        row.getObject("stopped_at", OffsetDateTime.class),
                        whole)));
    return rows(kept, active, parts);
  }

  private <T> List<T> query(String sql, String account, Period whole, RowMapper<T> mapper) {
    return jdbc.sql(sql)
        .param("account", account)
        .param("from", whole.from().atOffset(ZoneOffset.UTC))
        .param("until", whole.until().atOffset(ZoneOffset.UTC))
        .query(mapper)
        .list();
  }

  private static Period period(OffsetDateTime from, @Nullable OffsetDateTime until, Period whole) {
    return new Period(from.toInstant(), until == null ? whole.until() : until.toInstant())
        .within(whole);
  }

  /** What is paid for in each part. */
  static List<UsageRow> rows(List<Kept> kept, List<Active> active, List<Period> parts) {
    Map<Cluster, List<Kept>> byCluster = new HashMap<>();
    kept.forEach(
        each ->
            byCluster
                .computeIfAbsent(new Cluster(each.region(), each.cluster()), c -> new ArrayList<>())
                .add(each));
    Map<UsageRow.Key, UsageRow> rows = new HashMap<>();
    byCluster.forEach(
        (cluster, snapshots) -> {
          List<Period> runs =
              active.stream()
                  .filter(run -> new Cluster(run.region(), run.cluster()).equals(cluster))
                  .map(Active::period)
                  .toList();
          for (Period part : parts) {
            for (Period piece : pieces(part, snapshots, runs)) {
              paid(piece, snapshots, runs)
                  .map(each -> row(part, piece, each))
                  .forEach(row -> rows.merge(row.key(), row, UsageRow::plus));
            }
          }
        });
    return List.copyOf(rows.values());
  }

  /** A part, cut wherever anything changes. */
  private static List<Period> pieces(Period part, List<Kept> snapshots, List<Period> runs) {
    NavigableSet<Instant> cuts = new TreeSet<>();
    Stream.concat(snapshots.stream().map(Kept::period), runs.stream())
        .forEach(
            period -> {
              cuts.add(period.from());
              cuts.add(period.until());
            });
    List<Period> pieces = new ArrayList<>();
    Instant from = part.from();
    for (Instant cut : cuts.subSet(part.from(), false, part.until(), false)) {
      pieces.add(new Period(from, cut));
      from = cut;
    }
    pieces.add(new Period(from, part.until()));
    return pieces;
  }

  private static Stream<Kept> paid(Period piece, List<Kept> snapshots, List<Period> runs) {
    Stream<Kept> there = snapshots.stream().filter(each -> lasts(each.period(), piece));
    boolean active = runs.stream().anyMatch(run -> lasts(run, piece));
    return active ? there.sorted(LARGEST_FIRST).skip(1) : there;
  }

  private static boolean lasts(Period period, Period piece) {
    return !period.from().isAfter(piece.from()) && !period.until().isBefore(piece.until());
  }

  private static UsageRow row(Period part, Period piece, Kept kept) {
    Duration length = Duration.between(piece.from(), piece.until());
    BigDecimal seconds = BigDecimal.valueOf(length.toNanos() / 1_000, MICRO_DIGITS);
    return new UsageRow(
        part.from(),
        part.day(),
        kept.region(),
        kept.cluster(),
        "",
        "",
        kept.tags(),
        BigDecimal.ZERO,
        0,
        BigDecimal.ZERO,
        seconds.multiply(BigDecimal.valueOf(kept.bytes())),
        BigDecimal.ZERO);
  }
}
