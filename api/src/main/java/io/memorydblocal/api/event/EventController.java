package io.memorydblocal.api.event;

import io.memorydblocal.api.event.EventShapes.DescribeEventsRequest;
import io.memorydblocal.api.event.EventShapes.DescribeEventsResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Events as REST resources. */
@RestResource
@RequestMapping("/v1/events")
class EventController {

  private final EventOperations events;

  EventController(EventOperations events) {
    this.events = events;
  }

  @GetMapping("")
  DescribeEventsResponse list(
      @FromRequest DescribeEventsRequest request, @AuthenticationPrincipal Caller caller) {
    return events.describeEvents(request, caller);
  }
}
