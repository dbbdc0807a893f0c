package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * How much an account used. Whole months and days that are rolled up are read from there, the rest
 * from the intervals; which of them makes no difference but for the time it takes.
 */
@Component
@Transactional(readOnly = true, noRollbackFor = MemoryDbException.class)
public class Usage {

  /** Rows that are in memory at a time. */
  static final int FETCHED = 5_000;

  private final JdbcClient jdbc;
  private final RawUsage raw;
  private final UsageRollup rollup;

  Usage(JdbcClient jdbc, RawUsage raw, UsageRollup rollup) {
    this.jdbc = jdbc;
    this.raw = raw;
    this.rollup = rollup;
  }

  /** What was used of a period until now; like {@link #projected}. */
  public void until(
      Instant now,
      String account,
      Period period,
      Granularity granularity,
      PriceCatalogue prices,
      boolean byCluster,
      boolean byTags,
      Consumer<UsageRow> reader) {
    Instant until = period.until().isAfter(now) ? now : period.until();
    if (until.isAfter(period.from())) {
      Period past = new Period(period.from(), until);
      projected(account, past, granularity, prices, byCluster, byTags, reader);
    }
  }

  /**
   * What was used of a period, by its parts, and will be if everything that runs goes on.
   *
   * @param prices no row is about days between which any price of these changes
   * @param byCluster whether rows say which cluster they are about
   * @param byTags whether they say with which tags
   * @param reader gets the rows one by one; several may be about the same
   * @throws ConcurrencyFailureException when more was added up meanwhile: then it has to be read
   *     again
   */
  public void projected(
      String account,
      Period period,
      Granularity granularity,
      PriceCatalogue prices,
      boolean byCluster,
      boolean byTags,
      Consumer<UsageRow> reader) {
    NavigableSet<Instant> changes = new TreeSet<>();
    LocalDate lastDay = LocalDate.ofInstant(period.until(), ZoneOffset.UTC).plusDays(1);
    prices
        .changes(period.day(), lastDay)
        .forEach(day -> changes.add(day.atStartOfDay(ZoneOffset.UTC).toInstant()));
    Map<Instant, Place> places = new HashMap<>();
    Consumer<UsageRow> reduced =
        row -> {
          Place place =
              places.computeIfAbsent(
                  row.part(), begin -> place(begin, period, granularity, changes));
          reader.accept(row.in(place.part(), place.day(), byCluster, byTags));
        };
    UsageRollup.Sums sums = rollup.sums();
    for (Source source : sources(period, granularity, changes, sums)) {
      source.read(account, byCluster, byTags, reduced);
    }
    if (!rollup.sums().equals(sums)) {
      // What was read as a sum may have been read as intervals again, or neither.
      throw new ConcurrencyFailureException("Usage was added up while it was read");
    }
  }

  /** In which part of a period something is, and since which day in it at one price. */
  private record Place(Instant part, LocalDate day) {}

  private static Place place(
      Instant begin, Period period, Granularity granularity, NavigableSet<Instant> changes) {
    Instant floor = granularity.floor(begin);
    Instant part = floor.isBefore(period.from()) ? period.from() : floor;
    Instant change = changes.floor(begin);
    Instant priced = change == null || change.isBefore(part) ? part : change;
    return new Place(part, new Period(priced, priced).day());
  }

  /** How many bytes clusters of an engine wrote in each Region since the month of a time began. */
  public Map<String, BigDecimal> writtenSinceMonth(String account, String engine, Instant until) {
    Map<String, BigDecimal> written = new HashMap<>();
    jdbc.sql(
            """
            select region, sum(bytes) from data_written
            where account_id = ? and hour >= ? and hour < ? and engine = ?
            group by region
            """)
        .params(
            account,
            Granularity.MONTH.floor(until).atOffset(ZoneOffset.UTC),
            until.atOffset(ZoneOffset.UTC),
            engine)
        .query((RowCallbackHandler) row -> written.put(row.getString(1), row.getBigDecimal(2)));
    return written;
  }

  private interface Source {
    void read(String account, boolean byCluster, boolean byTags, Consumer<UsageRow> reader);
  }

  /**
   * Months and days where they lie in one part, the last as far as they are rolled up; else the
   * intervals.
   */
  private List<Source> sources(
      Period period,
      Granularity granularity,
      NavigableSet<Instant> changes,
      UsageRollup.Sums sums) {
    Instant rolledUp = sums.until();
    List<Period> months = new ArrayList<>();
    List<Period> days = new ArrayList<>();
    List<Period> pieces = new ArrayList<>();
    for (Instant from = period.from(); from.isBefore(period.until()); ) {
      Instant month = Granularity.MONTH.next(from);
      Instant day = Granularity.DAY.next(from);
      Instant hour = Granularity.HOUR.next(from);
      Instant end = rolledUp.isBefore(period.until()) ? rolledUp : period.until();
      Instant ofDay = day.isAfter(rolledUp) ? rolledUp : day;
      Instant until;
      Instant ofMonth = month.isAfter(rolledUp) && sums.month() ? rolledUp : month;
      if (granularity == Granularity.MONTH
          && Granularity.MONTH.floor(from).equals(from)
          && ofMonth.isAfter(from)
          && !ofMonth.isAfter(end)
          && changes.subSet(from, false, ofMonth, false).isEmpty()) {
        until = ofMonth;
        months.add(new Period(from, until));
      } else if (granularity != Granularity.HOUR
          && Granularity.DAY.floor(from).equals(from)
          && ofDay.isAfter(from)
          && !ofDay.isAfter(end)) {
        until = ofDay;
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
                sources.add(
                    (account, byCluster, byTags, reader) ->
                        raw.of(account, within(run, pieces), byCluster, byTags, reader)));
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

  /**
   * The database adds up what lies in one part and has one price. Where nearly every sum would be
   * of one row it is quicker to take them as they are.
   */
  private Source rolledUp(
      String table,
      String column,
      Period run,
      Granularity granularity,
      NavigableSet<Instant> changes) {
    return (account, byCluster, byTags, reader) -> {
      // Rows have few words among them: kept once, a long answer takes a third of the memory.
      Map<String, String> words = new HashMap<>();
      jdbc.sql(
              byCluster && column.equals(granularity.name().toLowerCase(Locale.ROOT))
                  ? asTheyAre(table, column, byTags)
                  : addedUp(table, column, granularity, byCluster, byTags))
          .param("account", account)
          .param("from", run.day())
          .param("until", firstDayAfter(run.until()))
          .param("changes", days(changes))
          .withFetchSize(FETCHED)
          .query((RowCallbackHandler) row -> reader.accept(row(row, words, byTags)));
    };
  }

  private static LocalDate firstDayAfter(Instant until) {
    LocalDate day = new Period(until, until).day();
    return Granularity.DAY.floor(until).equals(until) ? day : day.plusDays(1);
  }

  private static UsageRow row(ResultSet row, Map<String, String> words, boolean byTags)
      throws SQLException {
    LocalDate first = row.getObject(1, LocalDate.class);
    return new UsageRow(
        first.atStartOfDay(ZoneOffset.UTC).toInstant(),
        first,
        words.computeIfAbsent(row.getString(2), word -> word),
        words.computeIfAbsent(row.getString(3), word -> word),
        words.computeIfAbsent(row.getString(4), word -> word),
        words.computeIfAbsent(row.getString(5), word -> word),
        byTags ? TagsJson.read(row.getString(6)) : Map.of(),
        row.getBigDecimal(7),
        row.getLong(8),
        orNothing(row.getBigDecimal(9)),
        orNothing(row.getBigDecimal(10)),
        orNothing(row.getBigDecimal(11)));
  }

  private static BigDecimal orNothing(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  private static String asTheyAre(String table, String column, boolean byTags) {
    return """
    select %1$s, region, cluster_name, node_type, engine, %3$s, seconds, hours,
      nullif(reserved_hours, 0), nullif(snapshot_byte_seconds, 0), nullif(bytes_written, 0)
    from %2$s
    where account_id = :account and %1$s >= :from and %1$s < :until
    """
        .formatted(column, table, byTags ? "tags" : "null");
  }

  private static String addedUp(
      String table, String column, Granularity granularity, boolean byCluster, boolean byTags) {
    return """
    select min(%1$s), region, %2$s, node_type, engine, %3$s, sum(seconds), sum(hours),
      sum(reserved_hours), sum(snapshot_byte_seconds), nullif(sum(bytes_written), 0)
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
            byTags ? ", tags" : "");
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
