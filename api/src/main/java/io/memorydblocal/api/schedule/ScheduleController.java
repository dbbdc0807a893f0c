package io.memorydblocal.api.schedule;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.ListSchedulesResponse;
import io.memorydblocal.api.schedule.ScheduleShapes.PutScheduleRequest;
import io.memorydblocal.api.schedule.ScheduleShapes.Schedule;
import io.memorydblocal.api.schedule.ScheduleShapes.ScheduleRequest;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Schedules as REST resources, each of one cluster. */
@RestResource
@RequestMapping("/v1")
class ScheduleController {

  private final ScheduleOperations schedules;

  ScheduleController(ScheduleOperations schedules) {
    this.schedules = schedules;
  }

  @GetMapping("/schedules")
  ListSchedulesResponse list(@AuthenticationPrincipal Caller caller) {
    return schedules.listSchedules(new ListSchedulesRequest(), caller);
  }

  @GetMapping("/clusters/{clusterName}/schedule")
  Schedule get(
      @PathVariable("clusterName") String clusterName, @AuthenticationPrincipal Caller caller) {
    return schedules.schedule(new ScheduleRequest(clusterName), caller);
  }

  @PutMapping("/clusters/{clusterName}/schedule")
  Schedule put(
      @PathVariable("clusterName") String clusterName,
      @RequestBody PutScheduleRequest request,
      @AuthenticationPrincipal Caller caller) {
    return schedules.putSchedule(
        new PutScheduleRequest(clusterName, request.timeZone(), request.running()), caller);
  }

  @DeleteMapping("/clusters/{clusterName}/schedule")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable("clusterName") String clusterName, @AuthenticationPrincipal Caller caller) {
    schedules.deleteSchedule(new ScheduleRequest(clusterName), caller);
  }
}
