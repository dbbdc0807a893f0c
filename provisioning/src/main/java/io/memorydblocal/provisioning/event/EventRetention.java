package io.memorydblocal.provisioning.event;

import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Keeps events for fourteen days, as AWS does, and deletes older ones within the hour. */
@Component
public class EventRetention implements RecurringWork {

  /** How long events are kept. */
  public static final Duration KEPT = Duration.ofDays(14);

  private final ResourceEventRepository events;
  private final Clock clock;

  EventRetention(ResourceEventRepository events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "event-retention";
  }

  @Override
  public Duration period() {
    return Duration.ofHours(1);
  }

  @Override
  public void run() {
    events.deleteBefore(clock.instant().minus(KEPT));
  }
}
