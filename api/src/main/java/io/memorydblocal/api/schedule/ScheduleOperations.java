package io.memorydblocal.api.schedule;

import static java.util.Comparator.comparing;

import io.memorydblocal.api.billing.Amounts;
import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.schedule.ScheduleShapes.DeleteScheduleResponse;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesResponse;
import io.memorydblocal.api.schedule.ScheduleShapes.PutScheduleRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.Schedule;
import io.memorydblocal.api.schedule.ScheduleShapes.ScheduleRequest;
import io.memorydblocal.billing.statement.Savings;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.schedule.ClusterSchedule;
import io.memorydblocal.provisioning.schedule.ClusterScheduleRepository;
import io.memorydblocal.provisioning.schedule.ClusterSchedules;
import io.memorydblocal.provisioning.schedule.RunningHours;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The hours at which clusters run. Outside of them, their nodes aren't there and cost nothing. */
@Operations
public class ScheduleOperations {

  private final ClusterScheduleRepository repository;
  private final ClusterSchedules schedules;
  private final ClusterRepository clusters;
  private final Savings savings;
  private final Clock clock;

  ScheduleOperations(
      ClusterScheduleRepository repository,
      ClusterSchedules schedules,
      ClusterRepository clusters,
      Savings savings,
      Clock clock) {
    this.repository = repository;
    this.schedules = schedules;
    this.clusters = clusters;
    this.savings = savings;
    this.clock = clock;
  }

  /** All schedules. */
  public ListSchedulesResponse listSchedules(@Valid ListSchedulesRequest request, Caller caller) {
    return new ListSchedulesResponse(
        repository.findIn(caller.scope()).stream()
            .map(
                schedule ->
                    describe(schedule, clusters.findById(schedule.clusterId()).orElseThrow()))
            .sorted(comparing(Schedule::clusterName))
            .toList());
  }

  /** A cluster's schedule. */
  public Schedule schedule(@Valid ScheduleRequest request, Caller caller) {
    Cluster cluster = cluster(request.clusterName(), caller);
    return describe(require(cluster), cluster);
  }

  /** Gives a cluster a schedule, in place of another. Outside of its hours it stops at once. */
  public Schedule putSchedule(@Valid PutScheduleRequest request, Caller caller) {
    Cluster cluster = cluster(Objects.requireNonNull(request.clusterName()), caller);
    RunningHours hours =
        new RunningHours(
            zone(request.timeZone()),
            request.running().stream()
                .map(
                    window ->
                        new RunningHours.Window(
                            new HashSet<>(window.days()),
                            LocalTime.parse(window.from()),
                            LocalTime.parse(window.to())))
                .toList());
    return describe(schedules.put(cluster, hours), cluster);
  }

  /** Has a cluster run at all hours; one that is stopped starts. */
  public DeleteScheduleResponse deleteSchedule(@Valid ScheduleRequest request, Caller caller) {
    Cluster cluster = cluster(request.clusterName(), caller);
    schedules.remove(require(cluster), cluster);
    return new DeleteScheduleResponse();
  }

  private Cluster cluster(String name, Caller caller) {
    return clusters.require(caller.scope(), Names.normalise(name));
  }

  private ClusterSchedule require(Cluster cluster) {
    return repository
        .findById(cluster.id())
        .orElseThrow(
            () ->
                new AwsException(
                    AwsException.NOT_FOUND,
                    "Cluster %s has no schedule.".formatted(cluster.name())));
  }

  private static ZoneId zone(@Nullable String name) {
    try {
      return ZoneId.of(Objects.requireNonNullElse(name, "UTC"));
    } catch (DateTimeException e) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_VALUE,
          "timeZone '%s' isn't the name of a time zone, such as Europe/Berlin.".formatted(name));
    }
  }

  private Schedule describe(ClusterSchedule schedule, Cluster cluster) {
    Instant now = clock.instant();
    RunningHours hours = schedule.hours();
    return new Schedule(
        cluster.name(),
        hours.zone().getId(),
        hours.windows().stream()
            .map(
                window ->
                    new ScheduleShapes.Window(
                        window.days().stream().sorted().toList(),
                        window.from().toString(),
                        window.to().toString()))
            .toList(),
        hours.contain(now),
        hours.nextChange(now).orElse(null),
        cluster.status().wireName(),
        Amounts.usd(savings.of(cluster.id(), new Period(Granularity.MONTH.floor(now), now))));
  }
}
