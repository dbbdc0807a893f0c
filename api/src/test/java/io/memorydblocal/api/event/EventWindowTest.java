package io.memorydblocal.api.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.api.event.EventShapes.DescribeEventsRequest;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventWindowTest {

  private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
  private static final Instant THIRTEEN_DAYS_AGO = NOW.minus(Duration.ofDays(13));

  @Test
  void isTheLastHourWhenNothingIsSaid() {
    assertThat(window(null, null, null)).isEqualTo(span(NOW.minus(Duration.ofHours(1)), NOW));
  }

  @Test
  void endsNowOrAtItsEndAfterAsManyMinutes() {
    Instant yesterday = NOW.minus(Duration.ofDays(1));

    assertThat(window(null, null, 1440)).isEqualTo(span(yesterday, NOW));
    assertThat(window(null, yesterday, null))
        .isEqualTo(span(yesterday.minus(Duration.ofHours(1)), yesterday));
    assertThat(window(null, yesterday, 10))
        .isEqualTo(span(yesterday.minus(Duration.ofMinutes(10)), yesterday));
  }

  @Test
  void beginsAtItsStart() {
    assertThat(window(THIRTEEN_DAYS_AGO, null, null)).isEqualTo(span(THIRTEEN_DAYS_AGO, NOW));
    assertThat(window(THIRTEEN_DAYS_AGO, null, 5))
        .isEqualTo(span(THIRTEEN_DAYS_AGO, THIRTEEN_DAYS_AGO.plus(Duration.ofMinutes(5))));
    assertThat(window(THIRTEEN_DAYS_AGO, THIRTEEN_DAYS_AGO, null))
        .isEqualTo(span(THIRTEEN_DAYS_AGO, THIRTEEN_DAYS_AGO));
  }

  @Test
  void staysWithinWhatIsKeptAndThePresent() {
    Instant end = Instant.ofEpochMilli(Long.MAX_VALUE);

    assertThat(window(Instant.ofEpochMilli(Long.MIN_VALUE), end, null))
        .isEqualTo(span(NOW.minus(Duration.ofDays(14)), NOW));
    assertThat(window(end, end, null)).isEqualTo(span(NOW, NOW));
  }

  @Test
  void mustNotEndBeforeItStarts() {
    assertRefused(NOW, NOW.minusSeconds(1), null, "StartTime must not be after EndTime.");
    assertRefused(NOW.plusSeconds(1), null, null, "StartTime must not be in the future.");
  }

  @Test
  void isNotSaidThreeTimes() {
    assertRefused(
        THIRTEEN_DAYS_AGO,
        NOW,
        60,
        "Give at most two of StartTime, EndTime and Duration: the third follows.");
  }

  private static void assertRefused(
      Instant start, @Nullable Instant end, @Nullable Integer minutes, String message) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> window(start, end, minutes))
        .withMessage(message)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_PARAMETER_COMBINATION));
  }

  private static EventWindow window(
      @Nullable Instant start, @Nullable Instant end, @Nullable Integer minutes) {
    return EventWindow.of(
        new DescribeEventsRequest(null, null, start, end, minutes, null, null), NOW);
  }

  private static EventWindow span(Instant from, Instant to) {
    return new EventWindow(from, to);
  }
}
