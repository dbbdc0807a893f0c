package io.memorydblocal.provisioning.reconcile;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.memorydblocal.provisioning.reconcile.ReconcileLoop.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/** Runs a reconciler as a durable task of db-scheduler, one task instance per resource. */
final class ReconcileTask<T extends Reconcilable> {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileTask.class);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(1);

  private final Reconciler<T> reconciler;
  private final ReconcileLoop<T> loop;
  private final RequestLedger ledger;
  private final TransactionOperations transactions;
  private final Clock clock;

  ReconcileTask(
      Reconciler<T> reconciler,
      RequestLedger ledger,
      TransactionOperations transactions,
      Clock clock,
      ReconcileLoop.Pause pause,
      MeterRegistry meters) {
    this.reconciler = reconciler;
    this.loop = new ReconcileLoop<>(reconciler, transactions, clock, pause, meters);
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
  }

  Task<Void> task() {
    return Tasks.custom(reconciler.name(), Void.class)
        .execute(
            (instance, context) -> run(UUID.fromString(instance.getId()), context.getExecution()));
  }

  private CompletionHandler<Void> run(UUID id, Execution execution) {
    long seen = ledger.count(reconciler.name(), id);
    Instant started = clock.instant();
    try {
      Outcome outcome = loop.run(id);
      return (complete, operations) -> end(id, seen, complete, operations, outcome);
    } catch (RuntimeException e) {
      int attempts = execution.consecutiveFailures + 1;
      LOG.warn(
          "{} {} can't be reconciled (attempt {}): {}", reconciler.name(), id, attempts, reason(e));
      LOG.debug("because of", e);
      loop.failed(id, reason(e), attempts);
      ExecutionComplete failure = ExecutionComplete.failure(execution, started, clock.instant(), e);
      return (complete, operations) ->
          retry(id, seen, failure, operations, clock.instant().plus(backOff(attempts)));
    }
  }

  private void end(
      UUID id,
      long seen,
      ExecutionComplete complete,
      ExecutionOperations<Void> operations,
      Outcome outcome) {
    transactions.executeWithoutResult(
        status -> {
          boolean askedAgain = ledger.lock(reconciler.name(), id) != seen;
          if (askedAgain || outcome == Outcome.INTERRUPTED) {
            operations.reschedule(complete, clock.instant());
          } else if (outcome == Outcome.SETTLED && reconciler.resync().isPresent()) {
            operations.reschedule(complete, clock.instant().plus(reconciler.resync().get()));
          } else {
            ledger.remove(reconciler.name(), id);
            operations.stop();
          }
        });
  }

  private void retry(
      UUID id,
      long seen,
      ExecutionComplete failure,
      ExecutionOperations<Void> operations,
      Instant later) {
    transactions.executeWithoutResult(
        status -> {
          boolean askedAgain = ledger.lock(reconciler.name(), id) != seen;
          operations.reschedule(failure, askedAgain ? clock.instant() : later);
        });
  }

  private static String reason(Throwable thrown) {
    return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
  }

  /** Doubles with every attempt. */
  private static Duration backOff(int attempts) {
    Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(attempts - 1, 6));
    return delay.compareTo(LAST_RETRY) < 0 ? delay : LAST_RETRY;
  }
}
