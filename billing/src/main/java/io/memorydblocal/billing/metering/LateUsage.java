package io.memorydblocal.billing.metering;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes known of days that are rolled up already. */
final class LateUsage {

  private LateUsage() {}

  /** Has the days from a time on rolled up again, if they were. In the caller's transaction. */
  static void since(JdbcClient jdbc, Instant at) {
    LocalDate day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    jdbc.sql("update usage_rollup set day = :day where day > :day").param("day", day).update();
  }
}
