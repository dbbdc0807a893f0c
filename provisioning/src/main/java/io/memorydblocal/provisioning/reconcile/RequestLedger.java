package io.memorydblocal.provisioning.reconcile;

import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Counts how often each resource was asked to be reconciled. Its rows are also the locks that make
 * a request and the end of a run see each other: whichever comes second sees the first.
 */
@Component
class RequestLedger {

  private final JdbcClient jdbc;

  RequestLedger(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Counts one more request and holds the row until the transaction ends. */
  void add(String task, UUID id) {
    jdbc.sql(
            """
            insert into reconciliation (task_name, task_instance, requested) values (?, ?, 1)
            on conflict (task_name, task_instance)
            do update set requested = reconciliation.requested + 1
            """)
        .params(task, id.toString())
        .update();
  }

  /** How often it was requested so far. */
  long count(String task, UUID id) {
    return count(task, id, "");
  }

  /** The same, and holds the row until the transaction ends. */
  long lock(String task, UUID id) {
    return count(task, id, " for update");
  }

  /** Forgets a resource; the caller holds its row. */
  void remove(String task, UUID id) {
    jdbc.sql("delete from reconciliation where task_name = ? and task_instance = ?")
        .params(task, id.toString())
        .update();
  }

  private long count(String task, UUID id, String lock) {
    return jdbc.sql(
            "select requested from reconciliation where task_name = ? and task_instance = ?" + lock)
        .params(task, id.toString())
        .query(Long.class)
        .optional()
        .orElse(0L);
  }
}
