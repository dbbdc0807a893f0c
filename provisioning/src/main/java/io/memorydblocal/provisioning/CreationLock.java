package io.memorydblocal.provisioning;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets one creation at a time check what must be unique or limited in a scope. Whoever comes next
 * sees what the one before has committed, so that the second of two equal names gets its fault.
 */
@Component
public class CreationLock {

  private final JdbcClient jdbc;

  CreationLock(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Waits for its turn, and keeps it until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void acquire(Scope scope, ResourceType type) {
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
        .params("create %s %s".formatted(type, scope))
        .query(Integer.class)
        .single();
  }
}
