package io.memorydblocal.provisioning.reconcile;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Runs the steps of a reconciler on one resource until nothing is left to do. After everything that
 * was recorded, and after every wait, it begins again with the first step and a fresh look: a
 * change that a user makes in the meantime, or a node that dies, is seen at once.
 */
final class ReconcileLoop<T extends Reconcilable> {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

  /**
   * What doesn't happen by itself within this time counts as a failure, and is tried again later.
   */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** How a run ended. */
  enum Outcome {
    SETTLED,
    GONE,
    INTERRUPTED
  }

  /** Waits between two looks. */
  @FunctionalInterface
  interface Pause {
    /** Returns true after the time, false at once when the control plane is stopping. */
    boolean await(Duration time);
  }

  private final Reconciler<T> reconciler;
  private final TransactionOperations transactions;
  private final Clock clock;
  private final Pause pause;
  private final MeterRegistry meters;

  ReconcileLoop(
      Reconciler<T> reconciler,
      TransactionOperations transactions,
      Clock clock,
      Pause pause,
      MeterRegistry meters) {
    this.reconciler = reconciler;
    this.transactions = transactions;
    this.clock = clock;
    this.pause = pause;
    this.meters = meters;
  }

  /**
   * Runs until the resource is settled or gone, or the control plane stops.
   *
   * @throws StalledException when something that is waited for doesn't happen
   */
  Outcome run(UUID id) {
    Instant waitingSince = clock.instant();
    while (true) {
      Optional<T> snapshot = transactions.execute(status -> reconciler.find(id));
      if (snapshot.isEmpty()) {
        return Outcome.GONE;
      }
      StepResult<T> result = pass(snapshot.get());
      if (result instanceof StepResult.Done<T>) {
        return Outcome.SETTLED;
      } else if (result instanceof StepResult.Changed<T> changed) {
        apply(snapshot.get(), changed.change());
        waitingSince = clock.instant();
      } else if (result instanceof StepResult.Again<T> again) {
        if (Duration.between(waitingSince, clock.instant()).compareTo(PATIENCE) > 0) {
          throw new StalledException("Still waiting for " + again.awaited());
        }
        if (!pause.await(again.delay())) {
          return Outcome.INTERRUPTED;
        }
      }
    }
  }

  /** Records a failure on the resource as it is now. */
  void failed(UUID id, String reason, int attempts) {
    transactions.executeWithoutResult(
        status ->
            reconciler
                .find(id)
                .ifPresent(
                    resource -> {
                      reconciler.failed(resource, reason, attempts);
                      reconciler.save(resource);
                    }));
  }

  /** The first result that isn't done, or done. */
  private StepResult<T> pass(T resource) {
    for (Step<T> step : reconciler.steps()) {
      StepResult<T> result = measured(step, resource);
      if (!(result instanceof StepResult.Done)) {
        LOG.debug("{} {}: {}: {}", reconciler.name(), resource.id(), step.name(), result);
        return result;
      }
    }
    return StepResult.done();
  }

  private StepResult<T> measured(Step<T> step, T resource) {
    Timer.Sample sample = Timer.start(meters);
    String came = "failed";
    try {
      StepResult<T> result = step.action().apply(resource);
      came = result.getClass().getSimpleName().toLowerCase(Locale.ROOT);
      return result;
    } finally {
      sample.stop(
          Timer.builder("memorydb.reconciliation.steps")
              .description("Steps of reconcilers by what came of them")
              .tag("reconciler", reconciler.name())
              .tag("step", step.name())
              .tag("result", came)
              .register(meters));
    }
  }

  private void apply(T seen, Consumer<T> change) {
    try {
      transactions.executeWithoutResult(
          status ->
              reconciler
                  .find(seen.id())
                  .filter(current -> current.version() == seen.version())
                  .ifPresent(
                      current -> {
                        change.accept(current);
                        reconciler.save(current);
                      }));
    } catch (ConcurrencyFailureException e) {
      LOG.debug("{} {} changed at the same time", reconciler.name(), seen.id(), e);
    }
  }
}
