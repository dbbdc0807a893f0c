package io.memorydblocal.api.schedule;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesResponse;
import io.memorydblocal.api.schedule.ScheduleShapes.PutScheduleRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.Schedule;
import io.memorydblocal.api.schedule.ScheduleShapes.ScheduleRequest;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Schedules as REST resources, each of one cluster. */
@RestResource
@RequestMapping(path = "/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class ScheduleController {

  private final ScheduleOperations schedules;

  ScheduleController(ScheduleOperations schedules) {
    this.schedules = schedules;
  }

  @GetMapping("/schedules")
  @Operation(summary = "All schedules of the account in the Region, by the names of their clusters")
  ListSchedulesResponse listSchedules(
      @FromRequest ListSchedulesRequest request, @AuthenticationPrincipal Caller caller) {
    return schedules.listSchedules(request, caller);
  }

  @GetMapping("/clusters/{clusterName}/schedule")
  @Operation(summary = "The hours at which a cluster runs, and what its stops save")
  Schedule schedule(@FromRequest ScheduleRequest request, @AuthenticationPrincipal Caller caller) {
    return schedules.schedule(request, caller);
  }

  @PutMapping("/clusters/{clusterName}/schedule")
  @Operation(
      summary = "Has a cluster run at certain hours only",
      description =
          "Outside of these hours the cluster has no nodes: its users are logged out, a "
              + "snapshot is taken, and the nodes go. When the hours begin it starts with the "
              + "data of the snapshot, at the same addresses. Its status is stopping, stopped "
              + "and starting meanwhile.")
  Schedule putSchedule(
      @FromRequest PutScheduleRequest request, @AuthenticationPrincipal Caller caller) {
    return schedules.putSchedule(request, caller);
  }

  @DeleteMapping("/clusters/{clusterName}/schedule")
  @Operation(summary = "Ends a schedule; a cluster that is stopped starts")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteSchedule(
      @FromRequest ScheduleRequest request, @AuthenticationPrincipal Caller caller) {
    schedules.deleteSchedule(request, caller);
  }
}
