package io.memorydblocal.provisioning.maintenance;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.provisioning.MemoryDbException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the week, in UTC, in which a cluster may be maintained: {@code
 * ddd:hh24:mi-ddd:hh24:mi}, sixty minutes to a day long.
 *
 * @param text the window as AWS writes it, in lower case
 */
public record MaintenanceWindow(String text) {

  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final String TIME = "(mon|tue|wed|thu|fri|sat|sun):([01]\\d|2[0-3]):([0-5]\\d)";
  private static final Pattern FORM = Pattern.compile(TIME + "-" + TIME);
  private static final int FIELDS_OF_A_TIME = 3;
  private static final Duration WEEK = Duration.ofDays(DayOfWeek.values().length);
  private static final Duration SHORTEST = Duration.ofMinutes(60);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** The hour at which each region's eight-hour block for default windows begins. */
  private static final Map<String, Integer> BLOCKS =
      Map.ofEntries(
          Map.entry("us-east-1", 3),
          Map.entry("us-east-2", 4),
          Map.entry("us-west-1", 6),
          Map.entry("us-west-2", 6),
          Map.entry("ca-central-1", 3),
          Map.entry("sa-east-1", 1),
          Map.entry("eu-west-1", 22),
          Map.entry("eu-west-2", 23),
          Map.entry("eu-west-3", 23),
          Map.entry("eu-central-1", 23),
          Map.entry("ap-northeast-1", 13),
          Map.entry("ap-northeast-2", 12),
          Map.entry("ap-south-1", 17),
          Map.entry("ap-southeast-1", 14),
          Map.entry("ap-southeast-2", 12),
          Map.entry("ap-east-1", 13),
          Map.entry("cn-north-1", 14),
          Map.entry("cn-northwest-1", 14));

  private static final int OTHER_REGIONS = 3;
  private static final int BLOCK_HOURS = 8;
  private static final int HOURS_A_DAY = 24;

  /**
   * Reads a window.
   *
   * @throws MemoryDbException InvalidParameterValueException when it is none
   */
  public static MaintenanceWindow parse(String given) {
    String text = given.toLowerCase(Locale.ROOT);
    Matcher match = FORM.matcher(text);
    if (match.matches()) {
      Duration length = inWeek(time(match, FIELDS_OF_A_TIME + 1).minus(time(match, 1)));
      if (length.compareTo(SHORTEST) >= 0 && length.compareTo(LONGEST) <= 0) {
        return new MaintenanceWindow(text);
      }
    }
    throw new MemoryDbException(
        INVALID_PARAMETER_VALUE,
        "MaintenanceWindow '%s' must have the form ddd:hh24:mi-ddd:hh24:mi, in UTC, and last 60"
                .formatted(given)
            + " minutes to 24 hours.");
  }

  /** True when a moment is in the window. */
  public boolean isOpen(Instant moment) {
    Matcher match = FORM.matcher(text);
    if (!match.matches()) {
      throw new IllegalStateException(text);
    }
    OffsetDateTime time = moment.atOffset(ZoneOffset.UTC);
    Duration since =
        Duration.ofDays(time.getDayOfWeek().getValue() - 1L)
            .plus(Duration.between(LocalTime.MIDNIGHT, time.toLocalTime()))
            .minus(time(match, 1));
    Duration length = time(match, FIELDS_OF_A_TIME + 1).minus(time(match, 1));
    return inWeek(since).compareTo(inWeek(length)) < 0;
  }

  private static Duration inWeek(Duration duration) {
    return duration.isNegative() ? duration.plus(WEEK) : duration;
  }

  /** An hour of a random day, inside the region's block. */
  public static MaintenanceWindow any(String region, RandomGenerator random) {
    int hour = BLOCKS.getOrDefault(region, OTHER_REGIONS) + random.nextInt(BLOCK_HOURS);
    int day = random.nextInt(DAYS.size());
    return new MaintenanceWindow(text(day, hour) + "-" + text(day, hour + 1));
  }

  private static String text(int day, int hour) {
    return "%s:%02d:00"
        .formatted(DAYS.get((day + hour / HOURS_A_DAY) % DAYS.size()), hour % HOURS_A_DAY);
  }

  private static Duration time(Matcher match, int group) {
    return Duration.ofDays(DAYS.indexOf(match.group(group)))
        .plusHours(Integer.parseInt(match.group(group + 1)))
        .plusMinutes(Integer.parseInt(match.group(group + 2)));
  }
}
