package io.memorydblocal.provisioning.reconcile;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Decides when resources are reconciled and recurring work is done and, among several control
 * planes over one database, by whom. What a control plane held when it died is taken over: by
 * itself at its next start, by others when its heartbeat is overdue.
 */
@Component
class ReconcileScheduler implements SmartLifecycle {

  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration SHUTDOWN_PATIENCE = Duration.ofSeconds(30);

  private final ControlPlaneId id;
  private final Scheduler scheduler;
  private final JdbcClient jdbc;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;

  ReconcileScheduler(
      List<Reconciler<?>> reconcilers,
      List<RecurringWork> recurringWork,
      RequestLedger ledger,
      TransactionOperations transactions,
      DataSource dataSource,
      JdbcClient jdbc,
      Clock clock,
      ControlPlaneId id,
      ProvisioningProperties properties,
      MeterRegistry meters) {
    this.id = id;
    this.jdbc = jdbc;
    List<Task<Void>> tasks =
        reconcilers.stream()
            .map(
                reconciler ->
                    new ReconcileTask<>(
                            reconciler, ledger, transactions, clock, this::pause, meters)
                        .task())
            .toList();
    List<RecurringTask<Void>> recurring =
        recurringWork.stream().map(work -> task(work, transactions)).toList();
    this.scheduler =
        Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), List.copyOf(tasks))
            .startTasks(recurring)
            .schedulerName(new SchedulerName.Fixed(id.value()))
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .threads(properties.concurrency())
            .pollUsingLockAndFetch(0.5, 1.0)
            .pollingInterval(POLLING)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(SHUTDOWN_PATIENCE)
            .build();
  }

  /** Looks for due work now instead of at the next polling. */
  void wake() {
    if (running) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  @Override
  public void start() {
    jdbc.sql(
            """
            update scheduled_tasks
            set picked = false, picked_by = null, last_heartbeat = null, version = version + 1
            where picked and picked_by = ?
            """)
        .params(id.value())
        .update();
    // After a start everything is looked at once: engines may have died while nobody watched.
    jdbc.sql("update scheduled_tasks set execution_time = now() where not picked").update();
    scheduler.start();
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
    scheduler.stop();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private static RecurringTask<Void> task(RecurringWork work, TransactionOperations transactions) {
    return Tasks.recurring(work.name(), FixedDelay.of(work.period()))
        .execute(
            (instance, context) -> transactions.executeWithoutResult(transaction -> work.run()));
  }

  private boolean pause(Duration time) {
    try {
      return !stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
