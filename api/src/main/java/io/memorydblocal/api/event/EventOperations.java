package io.memorydblocal.api.event;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;

import io.memorydblocal.api.event.EventShapes.DescribeEventsRequest;
import io.memorydblocal.api.event.EventShapes.DescribeEventsResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.event.ResourceEvent;
import io.memorydblocal.provisioning.event.ResourceEventRepository;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import org.springframework.data.domain.Limit;

/** The operation on events. */
@Operations
public class EventOperations {

  private final ResourceEventRepository events;
  private final Paging paging;
  private final Clock clock;

  EventOperations(ResourceEventRepository events, Paging paging, Clock clock) {
    this.events = events;
    this.paging = paging;
    this.clock = clock;
  }

  /**
   * A page of what happened, the newest first. The window of a request without times moves on from
   * page to page, so that at its old end events may drop out; it never repeats one.
   */
  @AwsOperation("DescribeEvents")
  public DescribeEventsResponse describeEvents(
      @Valid DescribeEventsRequest request, Caller caller) {
    if (request.sourceName() != null && request.sourceType() == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "SourceName needs SourceType beside it.");
    }
    EventWindow window = EventWindow.of(request, clock.instant());
    Page<ResourceEvent> page =
        paging.page(
            "DescribeEvents %s %s %s %s %s %s"
                .formatted(
                    caller.scope(),
                    request.sourceType(),
                    request.sourceName(),
                    request.startTime(),
                    request.endTime(),
                    request.duration()),
            request.maxResults(),
            request.nextToken(),
            (after, limit) ->
                find(request, caller.scope(), window, EventPlace.parse(after, window.to()), limit),
            event -> EventPlace.behind(event).key());
    return new DescribeEventsResponse(
        page.nextToken(), page.items().stream().map(EventOperations::describe).toList());
  }

  private List<ResourceEvent> find(
      DescribeEventsRequest request,
      Scope scope,
      EventWindow window,
      EventPlace place,
      Limit limit) {
    String type = request.sourceType();
    String name = request.sourceName();
    if (type == null) {
      return events.findPage(scope, window.from(), place.at(), place.id(), limit);
    }
    return name == null
        ? events.findPageOf(type, scope, window.from(), place.at(), place.id(), limit)
        : events.findPageOf(
            type, Names.normalise(name), scope, window.from(), place.at(), place.id(), limit);
  }

  private static EventShapes.Event describe(ResourceEvent event) {
    return new EventShapes.Event(
        event.sourceName(), event.sourceType(), event.message(), event.at());
  }
}
