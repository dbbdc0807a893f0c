package io.memorydblocal.provisioning.reconcile;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what is to be reconciled and what is being reconciled, by any control plane. */
@Component
class ReconciliationQueue implements MeterBinder {

  private final List<Reconciler<?>> reconcilers;
  private final JdbcClient jdbc;

  ReconciliationQueue(List<Reconciler<?>> reconcilers, JdbcClient jdbc) {
    this.reconcilers = reconcilers;
    this.jdbc = jdbc;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    for (Reconciler<?> reconciler : reconcilers) {
      String name = reconciler.name();
      Gauge.builder(
              "memorydb.reconciliations.due",
              this,
              queue -> queue.count(name, "not picked and execution_time <= now()"))
          .description("Resources whose reconciliation should have begun")
          .tag("reconciler", name)
          .register(meters);
      Gauge.builder("memorydb.reconciliations.running", this, queue -> queue.count(name, "picked"))
          .description("Resources that are being reconciled")
          .tag("reconciler", name)
          .register(meters);
    }
  }

  private long count(String task, String condition) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_name = ? and " + condition)
        .param(task)
        .query(Long.class)
        .single();
  }
}
