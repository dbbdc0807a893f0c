package io.memorydblocal.billing.usage;

import io.memorydblocal.billing.metering.TagsJson;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Adds up the use of days and months, the present ones hour by hour, so that nobody has to read
 * their intervals again. What becomes known late has the days from then on added up again.
 */
@Component
public class UsageRollup implements RecurringWork {

  /** Long enough for every transaction that tells of an hour to end. */
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final Instant BEFORE_ALL = Instant.parse("2000-01-01T00:00:00Z");

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
          least(stopped_at, part.begins + interval '24 hours', :until) as until) used
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
      where day >= :from
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
    addUpUntil(Granularity.HOUR.floor(clock.instant().minus(PATIENCE)));
  }

  /** From the day on that isn't, or not to its end. */
  private void addUpUntil(Instant until) {
    Instant mark =
        jdbc.sql("select until from usage_rollup for update")
            .query(OffsetDateTime.class)
            .single()
            .toInstant();
    if (!mark.isBefore(until)) {
      return;
    }
    Period missing = new Period(Granularity.DAY.floor(mark), until);
    jdbc.sql("delete from usage_day where day >= ?").param(missing.day()).update();
    jdbc.sql("delete from usage_month where month >= ?")
        .param(missing.day().withDayOfMonth(1))
        .update();
    addUp(missing);
    jdbc.sql("update usage_rollup set until = :until, month_until = :until")
        .param("until", utc(until))
        .update();
  }

  /**
   * What came of a rebuild.
   *
   * @param until the time before which all is added up
   * @param rows how many sums there are, of days and months
   * @param corrected how many of them had been otherwise, were missing or too many
   */
  public record Rebuilt(Instant until, long rows, long corrected) {}

  /**
   * Forgets what was added up, adds it up again from the intervals, and says what had been
   * otherwise.
   */
  @Transactional
  public Rebuilt rebuild() {
    run();
    Instant until = sums().until();
    jdbc.sql("create temporary table former_day on commit drop as table usage_day").update();
    jdbc.sql("create temporary table former_month on commit drop as table usage_month").update();
    jdbc.sql("update usage_rollup set until = ?").param(utc(BEFORE_ALL)).update();
    addUpUntil(until);
    return new Rebuilt(
        until,
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
   * @param until all before this
   * @param month whether the month that this is in is, too
   */
  record Sums(Instant until, boolean month) {}

  Sums sums() {
    return jdbc.sql("select until, until = month_until as month from usage_rollup")
        .query(
            (row, number) ->
                new Sums(
                    row.getObject("until", OffsetDateTime.class).toInstant(),
                    row.getBoolean("month")))
        .single();
  }

  private void addUp(Period missing) {
    jdbc.sql("insert into usage_day " + DAYS)
        .param("from", utc(missing.from()))
        .param("until", utc(missing.until()))
        .update();
    special(missing).forEach(account -> addUpByParts(account, missing));
    jdbc.sql("insert into usage_month " + MONTHS)
        .param("from", missing.day().withDayOfMonth(1))
        .update();
  }

  /** Accounts with reservations or snapshots: what those change takes more than adding up. */
  private List<String> special(Period missing) {
    return jdbc.sql(
            """
            select account_id from reserved_node where started_at < :until and ends_at > :from
            union
            select account_id from storage_interval
            where started_at < :until and coalesce(stopped_at, 'infinity') > :from
            """)
        .param("from", utc(missing.from()))
        .param("until", utc(missing.until()))
        .query((row, number) -> row.getString("account_id"))
        .list();
  }

  private void addUpByParts(String account, Period missing) {
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
    Instant begin = missing.from();
    Instant earliest = begin.isBefore(first) ? Granularity.DAY.floor(first) : begin;
    Period all = new Period(earliest, missing.until());
    for (Period day : Granularity.DAY.parts(all)) {
      jdbc.sql("delete from usage_day where account_id = ? and day = ?")
          .params(account, day.day())
          .update();
      raw.of(account, List.of(day), true, true, row -> insert(account, row));
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

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
