package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds up the use of whole days and months once they are over, so that nobody has to read their
 * intervals again. What becomes known late has the days from then on added up again.
 */
@Component
public class UsageRollup implements RecurringWork {

  /** Long enough for every transaction that tells of a day to end. */
  private static final Duration PATIENCE = Duration.ofHours(2);

  private static final LocalDate BEFORE_ALL = LocalDate.of(2000, 1, 1);

  private static final String DAYS =
      """
      select (part.begins at time zone 'UTC')::date as day, account_id, region, cluster_name,
        node_type, engine, tags,
        sum((date_part('epoch', used.until - used.since) * 1000000)::bigint) / 1000000 as seconds,
        sum(hours_begun(run_started_at, used.until) - hours_begun(run_started_at, used.since))
          as hours,
        0 as reserved_hours, 0 as snapshot_byte_seconds, 0 as bytes_written
      from usage_interval
      cross join lateral generate_series(
        date_trunc('day', greatest(started_at, :from), 'UTC'),
        least(stopped_at, :until) - interval '1 microsecond',
        interval '24 hours') as part (begins)
      cross join lateral (
        select greatest(started_at, part.begins) as since,
          least(stopped_at, part.begins + interval '24 hours') as until) used
      where started_at < :until and coalesce(stopped_at, 'infinity') > :from
      group by day, account_id, region, cluster_name, node_type, engine, tags
      union all
      select (hour at time zone 'UTC')::date as day, account_id, region, cluster_name, '', engine,
        tags, 0, 0, 0, 0, sum(bytes)
      from data_written
      where hour >= :from and hour < :until
      group by day, account_id, region, cluster_name, engine, tags
      """;

  private static final String MONTHS =
      """
      select date_trunc('month', day::timestamp)::date as month, account_id, region, cluster_name,
        node_type, engine, tags, sum(seconds) as seconds, sum(hours) as hours,
        sum(reserved_hours) as reserved_hours,
        sum(snapshot_byte_seconds) as snapshot_byte_seconds, sum(bytes_written) as bytes_written
      from usage_day
      where day >= :from and day < :until
      group by month, account_id, region, cluster_name, node_type, engine, tags
      order by account_id, month, region, cluster_name
      """;

  private final JdbcClient jdbc;
  private final RawUsage raw;
  private final Clock clock;

  UsageRollup(JdbcClient jdbc, RawUsage raw, Clock clock) {
    this.jdbc = jdbc;
    this.raw = raw;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "usage-rollup";
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(10);
  }

  @Override
  public void run() {
    LocalDate from =
        jdbc.sql("select day from usage_rollup for update").query(LocalDate.class).single();
    LocalDate until = LocalDate.ofInstant(clock.instant().minus(PATIENCE), ZoneOffset.UTC);
    if (!from.isBefore(until)) {
      return;
    }
    jdbc.sql("delete from usage_day where day >= ?").param(from).update();
    jdbc.sql("delete from usage_month where month >= ?").param(from.withDayOfMonth(1)).update();
    addUp(from, until);
    jdbc.sql("update usage_rollup set day = :until, month_day = :until")
        .param("until", until)
        .update();
  }

  /**
   * What came of a rebuild.
   *
   * @param until the day before which all is added up
   * @param rows how many sums there are, of days and months
   * @param corrected how many of them had been otherwise, were missing or too many
   */
  public record Rebuilt(LocalDate until, long rows, long corrected) {}

  /**
   * Forgets what was added up, adds it up again from the intervals, and says what had been
   * otherwise.
   */
  @Transactional
  public Rebuilt rebuild() {
    run();
    jdbc.sql("create temporary table former_day on commit drop as table usage_day").update();
    jdbc.sql("create temporary table former_month on commit drop as table usage_month").update();
    jdbc.sql("update usage_rollup set day = ?").param(BEFORE_ALL).update();
    run();
    return new Rebuilt(
        LocalDate.ofInstant(sums().until(), ZoneOffset.UTC),
        count("select count(*) from usage_day") + count("select count(*) from usage_month"),
        differences("usage_day", "former_day") + differences("usage_month", "former_month"));
  }

  private long differences(String table, String former) {
    return count(
        """
        select greatest(
          (select count(*) from (table %1$s except table %2$s) as added),
          (select count(*) from (table %2$s except table %1$s) as removed))
        """
            .formatted(table, former));
  }

  private long count(String sql) {
    return jdbc.sql(sql).query(Long.class).single();
  }

  /**
   * What is added up.
   *
   * @param until in days, all before this; in months, all that are over by then
   * @param month whether the month that this is in is added up until then
   */
  record Sums(Instant until, boolean month) {}

  Sums sums() {
    return jdbc.sql("select day, day = month_day as month from usage_rollup")
        .query(
            (row, number) ->
                new Sums(
                    row.getObject("day", LocalDate.class).atStartOfDay(ZoneOffset.UTC).toInstant(),
                    row.getBoolean("month")))
        .single();
  }

  private void addUp(LocalDate from, LocalDate until) {
    jdbc.sql("insert into usage_day " + DAYS)
        .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("until", until.atStartOfDay().atOffset(ZoneOffset.UTC))
        .update();
    special(from, until).forEach(account -> addUpByParts(account, from, until));
    jdbc.sql("insert into usage_month " + MONTHS)
        .param("from", from.withDayOfMonth(1))
        .param("until", until)
        .update();
  }

  /** Accounts with reservations or snapshots: what those change takes more than adding up. */
  private List<String> special(LocalDate from, LocalDate until) {
    return jdbc.sql(
            """
            select account_id from reserved_node where started_at < :until and ends_at > :from
            union
            select account_id from storage_interval
            where started_at < :until and coalesce(stopped_at, 'infinity') > :from
            """)
        .param("from", from.atStartOfDay().atOffset(ZoneOffset.UTC))
        .param("until", until.atStartOfDay().atOffset(ZoneOffset.UTC))
        .query((row, number) -> row.getString("account_id"))
        .list();
  }

  private void addUpByParts(String account, LocalDate from, LocalDate until) {
    Instant first =
        jdbc.sql(
                """
                select least(
                  (select min(started_at) from usage_interval where account_id = :account),
                  (select min(started_at) from storage_interval where account_id = :account))
                """)
            .param("account", account)
            .query((row, number) -> row.getObject(1, OffsetDateTime.class))
            .single()
            .toInstant();
    Instant begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant earliest = begin.isBefore(first) ? Granularity.DAY.floor(first) : begin;
    Period all = new Period(earliest, until.atStartOfDay(ZoneOffset.UTC).toInstant());
    for (Period day : Granularity.DAY.parts(all)) {
      jdbc.sql("delete from usage_day where account_id = ? and day = ?")
          .params(account, day.day())
          .update();
      for (UsageRow row : raw.of(account, List.of(day), true, true)) {
        insert(account, row);
      }
    }
  }

  private void insert(String account, UsageRow row) {
    jdbc.sql(
            """
            insert into usage_day values (?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, ?, ?)
            on conflict (account_id, day, region, cluster_name, node_type, engine, tags)
            do update set seconds = usage_day.seconds + excluded.seconds,
              hours = usage_day.hours + excluded.hours,
              reserved_hours = usage_day.reserved_hours + excluded.reserved_hours,
              snapshot_byte_seconds =
                usage_day.snapshot_byte_seconds + excluded.snapshot_byte_seconds,
              bytes_written = usage_day.bytes_written + excluded.bytes_written
            """)
        .params(
            row.day(),
            account,
            row.region(),
            row.cluster(),
            row.nodeType(),
            row.engine(),
            TagsJson.write(row.tags()),
            row.seconds(),
            row.hours(),
            row.reservedHours(),
            row.snapshotByteSeconds(),
            row.bytesWritten())
        .update();
  }
}
