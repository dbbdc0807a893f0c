package io.memorydblocal.billing.metering;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes known of days that are rolled up already. */
final class LateUsage {

  private LateUsage() {}

  /** Has the days from a time on rolled up again, if they were. In the caller's transaction. */
  static void since(JdbcClient jdbc, Instant at) {
    jdbc.sql(
            """
            update usage_rollup set until = date_trunc('day', :at, 'UTC') where until > :at
            """)
        .param("at", at.atOffset(ZoneOffset.UTC))
        .update();
  }
}
