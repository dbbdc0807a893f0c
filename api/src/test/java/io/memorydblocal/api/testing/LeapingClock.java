package io.memorydblocal.api.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Goes on as time does, and leaps ahead when it is told to. It begins in the past: engines have the
 * real time, and would refuse a certificate from the future.
 */
public final class LeapingClock extends Clock {

  private volatile Duration ahead = Duration.ofHours(-14);

  /** Makes it so much later. */
  public void leap(Duration time) {
    ahead = ahead.plus(time);
  }

  @Override
  public Instant instant() {
    return Clock.systemUTC().instant().plus(ahead);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("all times are UTC");
  }
}
