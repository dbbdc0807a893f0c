package io.memorydblocal.api.schedule;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of schedules. */
public final class ScheduleShapes {

  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d";
  private static final String TIME_MESSAGE = "must have the form hh:mm";

  private ScheduleShapes() {}

  /** Asks for all schedules. */
  public record ListSchedulesRequest() {}

  /** All schedules of the account in the Region, by the names of their clusters. */
  public record ListSchedulesResponse(List<Schedule> schedules) {}

  /** Asks for a cluster's schedule, or for its end. */
  public record ScheduleRequest(String clusterName) {}

  /**
   * Has a cluster run at certain hours only.
   *
   * @param clusterName whose; the path says it
   * @param timeZone whose clocks count, such as {@code Europe/Berlin}; absent, UTC
   * @param running the hours at which it runs
   */
  public record PutScheduleRequest(
      @Nullable String clusterName,
      @Nullable String timeZone,
      @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Window> running) {}

  /**
   * A part of certain days.
   *
   * @param days those on which it begins
   * @param from when it begins
   * @param to when it is over, on the next day unless it is later than the beginning
   */
  public record Window(
      @NotNull @Size(min = 1, max = 7) List<@NotNull DayOfWeek> days,
      @NotNull @Pattern(regexp = TIME, message = TIME_MESSAGE) String from,
      @NotNull @Pattern(regexp = TIME, message = TIME_MESSAGE) String to) {}

  /**
   * When a cluster runs.
   *
   * @param runs whether it is to run now
   * @param nextChange when it is stopped, or started, next
   * @param status the cluster's
   * @param savedThisMonth what wasn't paid for its nodes since the month began, in US dollars
   */
  public record Schedule(
      String clusterName,
      String timeZone,
      List<Window> running,
      boolean runs,
      @Nullable Instant nextChange,
      String status,
      BigDecimal savedThisMonth) {}

  /** The schedule was ended. */
  public record DeleteScheduleResponse() {}
}
