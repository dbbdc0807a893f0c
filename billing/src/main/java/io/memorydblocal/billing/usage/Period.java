package io.memorydblocal.billing.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A time from its beginning on, but not at its end.
 *
 * @param until not before the beginning
 */
public record Period(Instant from, Instant until) {

  public Period {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("%s is before %s".formatted(until, from));
    }
  }

  /** The day (UTC) that it begins on. */
  public LocalDate day() {
    return LocalDate.ofInstant(from, ZoneOffset.UTC);
  }

  /** What it has in common with another; empty at its own beginning if nothing. */
  public Period within(Period other) {
    Instant begin = from.isBefore(other.from) ? other.from : from;
    Instant end = until.isAfter(other.until) ? other.until : until;
    return end.isBefore(begin) ? new Period(from, from) : new Period(begin, end);
  }
}
