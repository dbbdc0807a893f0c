package io.memorydblocal.provisioning.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The hours of the week at which something runs, as the clocks of a time zone show them.
 *
 * @param zone whose clocks
 * @param windows in any order; they may overlap
 */
public record RunningHours(ZoneId zone, List<Window> windows) {

  private static final int DAYS_A_WEEK = 7;

  public RunningHours {
    windows = List.copyOf(windows);
  }

  /**
   * A part of certain days.
   *
   * @param days those on which it begins
   * @param from when it begins
   * @param to when it is over, on the next day unless it is later than the beginning
   */
  public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to) {

    public Window {
      days = Set.copyOf(days);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      return "%s %s-%s"
          .formatted(
              days.stream().sorted().map(DayOfWeek::name).collect(Collectors.joining(",")),
              from,
              to);
    }

    /** Reads what {@link #toString} wrote. */
    static Window parse(String text) {
      String[] parts = text.split("[ -]", -1);
      return new Window(
          Arrays.stream(parts[0].split(",", -1))
              .map(DayOfWeek::valueOf)
              .collect(Collectors.toSet()),
          LocalTime.parse(parts[1]),
          LocalTime.parse(parts[2]));
    }

    private Instant begin(LocalDate day, ZoneId zone) {
      return day.atTime(from).atZone(zone).toInstant();
    }

    private Instant end(LocalDate day, ZoneId zone) {
      LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
      return last.atTime(to).atZone(zone).toInstant();
    }

    private boolean contains(Instant moment, LocalDate day, ZoneId zone) {
      return days.contains(day.getDayOfWeek())
          && !moment.isBefore(begin(day, zone))
          && moment.isBefore(end(day, zone));
    }
  }

  /** True when it runs at a moment. */
  public boolean contain(Instant moment) {
    LocalDate today = LocalDate.ofInstant(moment, zone);
    return windows.stream()
        .anyMatch(
            window ->
                window.contains(moment, today, zone)
                    || window.contains(moment, today.minusDays(1), zone));
  }

  /** When it stops, or begins to run, next after a moment; never if it always or never runs. */
  public Optional<Instant> nextChange(Instant moment) {
    boolean now = contain(moment);
    NavigableSet<Instant> changes = new TreeSet<>();
    LocalDate today = LocalDate.ofInstant(moment, zone);
    for (int ahead = -1; ahead <= DAYS_A_WEEK; ahead++) {
      LocalDate day = today.plusDays(ahead);
      for (Window window : windows) {
        if (window.days().contains(day.getDayOfWeek())) {
          changes.add(window.begin(day, zone));
          changes.add(window.end(day, zone));
        }
      }
    }
    return changes.tailSet(moment, false).stream()
        .filter(change -> contain(change) != now)
        .findFirst();
  }
}
