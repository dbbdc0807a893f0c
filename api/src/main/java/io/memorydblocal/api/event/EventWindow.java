package io.memorydblocal.api.event;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;

import io.memorydblocal.api.event.EventShapes.DescribeEventsRequest;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.event.EventRetention;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that a request asks about, both ends included. Any two of its start, its end and its
 * length make the third; without an end it ends now, and without a start and a length it is an hour
 * long. AWS states the defaults only.
 *
 * @param from not before what is kept
 * @param to not after the present
 */
record EventWindow(Instant from, Instant to) {

  private static final Duration USUAL = Duration.ofHours(1);

  /**
   * The window that a request means.
   *
   * @throws MemoryDbException InvalidParameterCombinationException when it would end before it
   *     starts, or when start, end and length are all given
   */
  static EventWindow of(DescribeEventsRequest request, Instant now) {
    Instant start = request.startTime();
    Instant end = request.endTime();
    Duration length = length(request.duration());
    if (start != null && end != null && length != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Give at most two of StartTime, EndTime and Duration: the third follows.");
    }
    Instant to = end;
    if (to == null) {
      to = start == null || length == null ? now : start.plus(length);
    }
    Instant from = start == null ? to.minus(length == null ? USUAL : length) : start;
    if (from.isAfter(to)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          end == null
              ? "StartTime must not be in the future."
              : "StartTime must not be after EndTime.");
    }
    return new EventWindow(between(now.minus(EventRetention.KEPT), from, now), earlier(to, now));
  }

  private static @Nullable Duration length(@Nullable Integer minutes) {
    return minutes == null ? null : Duration.ofMinutes(minutes);
  }

  private static Instant between(Instant least, Instant time, Instant most) {
    return time.isBefore(least) ? least : earlier(time, most);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
