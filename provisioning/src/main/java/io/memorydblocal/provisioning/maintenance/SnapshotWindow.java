package io.memorydblocal.provisioning.maintenance;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The part of the day, in UTC, in which automatic snapshots begin: {@code hh24:mi-hh24:mi}, at
 * least sixty minutes long.
 *
 * @param text the window as AWS writes it
 */
public record SnapshotWindow(String text) {

  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
  private static final Pattern FORM = Pattern.compile(TIME + "-" + TIME);
  private static final Duration SHORTEST = Duration.ofMinutes(60);
  private static final int HOURS_A_DAY = 24;

  /**
   * Reads a window.
   *
   * @throws MemoryDbException InvalidParameterValueException when it is none
   */
  public static SnapshotWindow parse(String text) {
    if (FORM.matcher(text).matches()) {
      String[] ends = text.split("-", -1);
      Duration length = Duration.between(LocalTime.parse(ends[0]), LocalTime.parse(ends[1]));
      if (length.isNegative()) {
        length = length.plusDays(1);
      }
      if (length.compareTo(SHORTEST) >= 0) {
        return new SnapshotWindow(text);
      }
    }
    throw new MemoryDbException(
        INVALID_PARAMETER_VALUE,
        "SnapshotWindow '%s' must have the form hh24:mi-hh24:mi, in UTC, and last at least 60 minutes."
            .formatted(text));
  }

  /** When the window opened, if it is open at a moment. */
  public Optional<Instant> openSince(Instant moment) {
    String[] ends = text.split("-", -1);
    LocalTime from = LocalTime.parse(ends[0]);
    Duration length = Duration.between(from, LocalTime.parse(ends[1]));
    if (length.isNegative()) {
      length = length.plusDays(1);
    }
    Instant opened = moment.atOffset(ZoneOffset.UTC).with(from).toInstant();
    if (opened.isAfter(moment)) {
      opened = opened.minus(Duration.ofDays(1));
    }
    return moment.isBefore(opened.plus(length)) ? Optional.of(opened) : Optional.empty();
  }

  /** An hour of the day, on the half hour, as AWS picks them. */
  public static SnapshotWindow any(RandomGenerator random) {
    int hour = random.nextInt(HOURS_A_DAY);
    return new SnapshotWindow("%02d:30-%02d:30".formatted(hour, (hour + 1) % HOURS_A_DAY));
  }
}
