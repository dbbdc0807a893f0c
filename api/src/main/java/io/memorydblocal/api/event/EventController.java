package io.memorydblocal.api.event;

import io.memorydblocal.api.event.EventShapes.DescribeEventsRequest;
import io.memorydblocal.api.event.EventShapes.DescribeEventsResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Events as REST resources. */
@RestResource
@RequestMapping(path = "/v1/events", produces = MediaType.APPLICATION_JSON_VALUE)
class EventController {

  private final EventOperations events;

  EventController(EventOperations events) {
    this.events = events;
  }

  @GetMapping("")
  @Operation(
      summary = "A page of what happened, the newest first",
      description =
          "The window of a request without times moves on from page to page, so that at "
              + "its old end events may drop out; it never repeats one.")
  DescribeEventsResponse describeEvents(
      @FromRequest DescribeEventsRequest request, @AuthenticationPrincipal Caller caller) {
    return events.describeEvents(request, caller);
  }
}
