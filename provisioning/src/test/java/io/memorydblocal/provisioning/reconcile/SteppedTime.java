package io.memorydblocal.provisioning.reconcile;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.transaction.support.TransactionOperations;

/** A clock that only waiting moves on, and the loop of a reconciler that waits by it. */
public final class SteppedTime extends Clock {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves on. */
  public void pass(Duration time) {
    now = now.plus(time);
  }

  /** Runs a reconciler on a resource until it is settled or gone. */
  public <T extends Reconcilable> void settle(Reconciler<T> reconciler, UUID id) {
    loop(reconciler).run(id);
  }

  /** Tells a reconciler that its steps failed. */
  public <T extends Reconcilable> void failed(
      Reconciler<T> reconciler, UUID id, String reason, int attempts) {
    loop(reconciler).failed(id, reason, attempts);
  }

  private <T extends Reconcilable> ReconcileLoop<T> loop(Reconciler<T> reconciler) {
    return new ReconcileLoop<>(
        reconciler,
        TransactionOperations.withoutTransaction(),
        this,
        time -> {
          pass(time);
          return true;
        },
        new SimpleMeterRegistry());
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("everything is in UTC");
  }
}
