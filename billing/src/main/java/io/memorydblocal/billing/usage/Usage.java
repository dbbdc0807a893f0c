package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much an account used. Whole months and days that are rolled up are read from there, the rest
 * from the intervals; which of them makes no difference but for the time it takes.
 */
@Component
public class Usage {

  private final JdbcClient jdbc;
  private final RawUsage raw;
  private final UsageRollup rollup;
  private final Clock clock;

  Usage(JdbcClient jdbc, RawUsage raw, UsageRollup rollup, Clock clock) {
    this.jdbc = jdbc;
    this.raw = raw;
    this.rollup = rollup;
    this.clock = clock;
  }

  /** What was used of a period until now; like {@link #projected}. */
  @Transactional(readOnly = true)
  public List<UsageRow> of(
      String account,
      Period period,
      Granularity granularity,
      PriceCatalogue prices,
      boolean byCluster,
      boolean byTags) {
    Instant now = clock.instant();
    Instant until = period.until().isAfter(now) ? now : period.until();
    return until.isAfter(period.from())
        ? projected(
            account, new Period(period.from(), until), granularity, prices, byCluster, byTags)
        : List.of();
  }

  /**
   * What was used of a period, by its parts, and will be if everything that runs goes on.
   *
   * @param prices no row is about days between which any price of these changes
   * @param byCluster whether rows say which cluster they are about
   * @param byTags whether they say with which tags
   */
  @Transactional(readOnly = true)
  public List<UsageRow> projected(
      String account,
      Period period,
      Granularity granularity,
      PriceCatalogue prices,
      boolean byCluster,
      boolean byTags) {
    NavigableSet<Instant> changes = new TreeSet<>();
    LocalDate lastDay = LocalDate.ofInstant(period.until(), ZoneOffset.UTC).plusDays(1);
    prices
        .changes(period.day(), lastDay)
        .forEach(day -> changes.add(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    Map<UsageRow.Key, UsageRow> rows = new LinkedHashMap<>();
    for (Source source : sources(period, granularity, changes)) {
      for (UsageRow row : source.read(account, byCluster, byTags)) {
        Instant begins = granularity.floor(row.part());
        Instant part = begins.isBefore(period.from()) ? period.from() : begins;
        Instant change = changes.floor(row.part());
        Instant priced = change == null || change.isBefore(part) ? part : change;
        UsageRow reduced =
            row.in(part, LocalDate.ofInstant(priced, ZoneOffset.UTC), byCluster, byTags);
        rows.merge(reduced.key(), reduced, UsageRow::plus);
      }
    }
    return List.copyOf(rows.values());
  }

  private interface Source {
    List<UsageRow> read(String account, boolean byCluster, boolean byTags);
  }

  /** Months and days where they are rolled up whole and lie in one part, else the intervals. */
  private List<Source> sources(
      Period period, Granularity granularity, NavigableSet<Instant> changes) {
    Instant rolledUp = rollup.until();
    List<Period> months = new ArrayList<>();
    List<Period> days = new ArrayList<>();
    List<Period> pieces = new ArrayList<>();
    for (Instant from = period.from(); from.isBefore(period.until()); ) {
      Instant month = Granularity.MONTH.next(from);
      Instant day = Granularity.DAY.next(from);
      Instant hour = Granularity.HOUR.next(from);
      Instant end = rolledUp.isBefore(period.until()) ? rolledUp : period.until();
      Instant until;
      if (granularity == Granularity.MONTH
          && Granularity.MONTH.floor(from).equals(from)
          && !month.isAfter(end)
          && changes.subSet(from, false, month, false).isEmpty()) {
        until = month;
        months.add(new Period(from, until));
      } else if (granularity != Granularity.HOUR
          && Granularity.DAY.floor(from).equals(from)
          && !day.isAfter(end)) {
        until = day;
        days.add(new Period(from, until));
      } else {
        Instant next = granularity == Granularity.HOUR ? hour : day;
        until = next.isBefore(period.until()) ? next : period.until();
        pieces.add(new Period(from, until));
      }
      from = until;
    }
    List<Source> sources = new ArrayList<>();
    runs(months)
        .forEach(run -> sources.add(rolledUp("usage_month", "month", run, granularity, changes)));
    runs(days).forEach(run -> sources.add(rolledUp("usage_day", "day", run, granularity, changes)));
    runs(pieces)
        .forEach(
            run ->
                sources.add((account, byCluster, byTags) -> raw.of(account, within(run, pieces))));
    return sources;
  }

  private static List<Period> within(Period run, List<Period> pieces) {
    return pieces.stream()
        .filter(piece -> !piece.from().isBefore(run.from()) && !piece.until().isAfter(run.until()))
        .toList();
  }

  /** Periods that follow each other as one. */
  private static List<Period> runs(List<Period> periods) {
    List<Period> runs = new ArrayList<>();
    for (Period period : periods) {
      if (!runs.isEmpty() && runs.getLast().until().equals(period.from())) {
        runs.set(runs.size() - 1, new Period(runs.getLast().from(), period.until()));
      } else {
        runs.add(period);
      }
    }
    return runs;
  }

  /** The database adds up what lies in one part and has one price. */
  private Source rolledUp(
      String table,
      String column,
      Period run,
      Granularity granularity,
      NavigableSet<Instant> changes) {
    return (account, byCluster, byTags) ->
        jdbc.sql(
                """
                select min(%1$s) as first, region, %2$s as cluster, node_type, engine, %3$s as tags,
                  sum(seconds) as seconds, sum(hours) as hours,
                  sum(reserved_hours) as reserved_hours,
                  sum(snapshot_byte_seconds) as snapshot_byte_seconds
                from %4$s
                where account_id = :account and %1$s >= :from and %1$s < :until
                group by date_trunc('%5$s', %1$s::timestamp), width_bucket(%1$s, cast(:changes as date[])),
                  region, node_type, engine%6$s%7$s
                """
                    .formatted(
                        column,
                        byCluster ? "cluster_name" : "''",
                        byTags ? "tags" : "'{}'",
                        table,
                        granularity.name(),
                        byCluster ? ", cluster_name" : "",
                        byTags ? ", tags" : ""))
            .param("account", account)
            .param("from", run.day())
            .param("until", new Period(run.until(), run.until()).day())
            .param("changes", days(changes))
            .query(
                (row, number) -> {
                  LocalDate first = row.getObject("first", LocalDate.class);
                  return new UsageRow(
                      first.atStartOfDay(ZoneOffset.UTC).toInstant(),
                      first,
                      row.getString("region"),
                      row.getString("cluster"),
                      row.getString("node_type"),
                      row.getString("engine"),
                      TagsJson.read(row.getString("tags")),
                      row.getBigDecimal("seconds"),
                      row.getLong("hours"),
                      row.getBigDecimal("reserved_hours"),
                      row.getBigDecimal("snapshot_byte_seconds"));
                })
            .list();
  }

  /** Never none: a day before all others changes nothing. */
  private static String[] days(NavigableSet<Instant> changes) {
    return Stream.concat(
            Stream.of(LocalDate.EPOCH),
            changes.stream().map(change -> LocalDate.ofInstant(change, ZoneOffset.UTC)))
        .map(LocalDate::toString)
        .toArray(String[]::new);
  }
}
