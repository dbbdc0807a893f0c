package io.memorydblocal.provisioning.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.provisioning.schedule.RunningHours.Window;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningHoursTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Window OFFICE =
      window(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "08:00", "18:00");

  private static Window window(Set<DayOfWeek> days, String from, String to) {
    return new Window(days, LocalTime.parse(from), LocalTime.parse(to));
  }

  /** 2026-11-27 is a Friday; Berlin is an hour ahead of UTC in winter, two in summer. */
  @ParameterizedTest
  @CsvSource({
    "2026-11-27T06:59:59Z, false, 2026-11-27T07:00:00Z",
    "2026-11-27T07:00:00Z, true, 2026-11-27T17:00:00Z",
    "2026-11-27T16:59:59Z, true, 2026-11-27T17:00:00Z",
    "2026-11-27T17:00:00Z, false, 2026-11-30T07:00:00Z",
    "2026-11-28T12:00:00Z, false, 2026-11-30T07:00:00Z",
    "2026-07-01T06:00:00Z, true, 2026-07-01T16:00:00Z",
    "2026-03-27T20:00:00Z, false, 2026-03-30T06:00:00Z"
  })
  void followsTheClocksOfItsZone(Instant moment, boolean runs, Instant next) {
    RunningHours hours = new RunningHours(BERLIN, List.of(OFFICE));

    assertThat(hours.contain(moment)).isEqualTo(runs);
    assertThat(hours.nextChange(moment)).contains(next);
  }

  @Test
  void runsThroughTheNight() {
    RunningHours hours =
        new RunningHours(
            ZoneId.of("UTC"), List.of(window(Set.of(DayOfWeek.FRIDAY), "22:00", "06:00")));

    assertThat(hours.contain(Instant.parse("2026-11-28T05:59:59Z"))).isTrue();
    assertThat(hours.contain(Instant.parse("2026-11-28T06:00:00Z"))).isFalse();
    assertThat(hours.contain(Instant.parse("2026-11-27T05:00:00Z"))).isFalse();
  }

  @Test
  void goesOnWhereWindowsMeet() {
    RunningHours hours =
        new RunningHours(
            ZoneId.of("UTC"),
            List.of(
                window(Set.of(DayOfWeek.FRIDAY), "08:00", "12:00"),
                window(Set.of(DayOfWeek.FRIDAY), "12:00", "14:00"),
                window(Set.of(DayOfWeek.FRIDAY), "13:00", "15:00")));

    assertThat(hours.nextChange(Instant.parse("2026-11-27T09:00:00Z")))
        .contains(Instant.parse("2026-11-27T15:00:00Z"));
  }

  @Test
  void neverChangesWhenItAlwaysRuns() {
    RunningHours hours =
        new RunningHours(
            ZoneId.of("UTC"), List.of(window(EnumSet.allOf(DayOfWeek.class), "00:00", "00:00")));

    assertThat(hours.contain(Instant.parse("2026-11-27T09:00:00Z"))).isTrue();
    assertThat(hours.nextChange(Instant.parse("2026-11-27T09:00:00Z"))).isEmpty();
  }

  @Test
  void isReadAsItIsWritten() {
    assertThat(OFFICE).hasToString("MONDAY,TUESDAY,WEDNESDAY,THURSDAY,FRIDAY 08:00-18:00");
    assertThat(Window.parse(OFFICE.toString())).isEqualTo(OFFICE);
  }
}
