package io.memorydblocal.provisioning.cluster;

import static io.memorydblocal.provisioning.Fault.API_CALL_RATE_FOR_CUSTOMER_EXCEEDED;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.Scope;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Counts the failovers that users ask for, of which AWS allows only so many within 24 hours. */
@Component
public class FailoverCalls {

  private static final Duration DAY = Duration.ofHours(24);

  private final JdbcClient jdbc;
  private final Clock clock;
  private final int perDay;

  FailoverCalls(JdbcClient jdbc, Clock clock, ProvisioningProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.perDay = properties.quota().failoversPerDay();
  }

  /**
   * Counts one more; the caller holds the lock of the scope's clusters.
   *
   * @throws MemoryDbException APICallRateForCustomerExceededFault when there were enough
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void add(Scope scope) {
    Instant now = clock.instant();
    jdbc.sql("delete from failover_call where account_id = ? and region = ? and at <= ?")
        .params(scope.accountId(), scope.region(), Timestamp.from(now.minus(DAY)))
        .update();
    long calls =
        jdbc.sql("select count(*) from failover_call where account_id = ? and region = ?")
            .params(scope.accountId(), scope.region())
            .query(Long.class)
            .single();
    if (calls >= perDay) {
      throw new MemoryDbException(
          API_CALL_RATE_FOR_CUSTOMER_EXCEEDED,
          "FailoverShard can be called at most %d times within 24 hours.".formatted(perDay));
    }
    jdbc.sql("insert into failover_call (account_id, region, at) values (?, ?, ?)")
        .params(scope.accountId(), scope.region(), Timestamp.from(now))
        .update();
  }
}
