package io.memorydblocal.provisioning.reconcile;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The one door to reconciliation. A request is staged in the caller's transaction and carried out
 * after its commit, by any control plane over the database, even if this one ends right then.
 */
@Component
public class Reconciliations {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliations.class);

  private final RequestLedger ledger;
  private final SchedulerClient client;
  private final ObjectProvider<ReconcileScheduler> scheduler;
  private final Clock clock;

  Reconciliations(
      RequestLedger ledger,
      DataSource dataSource,
      ObjectProvider<ReconcileScheduler> scheduler,
      Clock clock) {
    this.ledger = ledger;
    this.client =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(dataSource)).build();
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Asks for a resource to be brought to its desired state, once the transaction is committed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void request(Reconcilable resource) {
    ledger.add(resource.reconciler(), resource.id());
    try {
      client.schedule(
          new TaskInstance<>(resource.reconciler(), resource.id().toString()),
          clock.instant(),
          ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
      // The second is thrown when a run begins between db-scheduler's look and its update. Either
      // way that run can't end before this transaction: it needs the row that the ledger holds.
      LOG.trace("{} is being reconciled: that run will see the request", resource.id(), e);
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.ifAvailable(ReconcileScheduler::wake);
          }
        });
  }

  /** Asks for several, always in the same order, so that two callers never wait for each other. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void requestAll(Collection<? extends Reconcilable> resources) {
    List<? extends Reconcilable> ordered =
        resources.stream().sorted(Comparator.comparing(Reconcilable::id)).toList();
    ordered.forEach(this::request);
  }
}
