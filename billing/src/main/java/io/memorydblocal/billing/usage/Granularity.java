package io.memorydblocal.billing.usage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Into how large parts a period is divided: hours, days and months of UTC. */
public enum Granularity {
  HOUR,
  DAY,
  MONTH;

  /** The beginning of the part that a time is in. */
  public Instant floor(Instant time) {
    return switch (this) {
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY -> time.truncatedTo(ChronoUnit.DAYS);
      case MONTH -> utc(time).truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).toInstant();
    };
  }

  /** The beginning of the part after that. */
  public Instant next(Instant time) {
    ZonedDateTime begin = utc(floor(time));
    return switch (this) {
      case HOUR -> begin.plusHours(1).toInstant();
      case DAY -> begin.plusDays(1).toInstant();
      case MONTH -> begin.plusMonths(1).toInstant();
    };
  }

  /** The parts of a period; its ends may cut the first and the last short. */
  public List<Period> parts(Period period) {
    List<Period> parts = new ArrayList<>();
    for (Instant from = period.from(); from.isBefore(period.until()); ) {
      Instant next = next(from);
      Instant until = next.isBefore(period.until()) ? next : period.until();
      parts.add(new Period(from, until));
      from = until;
    }
    return parts;
  }

  private static ZonedDateTime utc(Instant time) {
    return time.atZone(ZoneOffset.UTC);
  }
}
