package io.memorydblocal.api.event;

import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.rest.Paged;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of the operation on events; names and members as in the AWS service model. */
public final class EventShapes {

  /** Fourteen days: events are kept no longer. */
  static final int MAX_MINUTES = 14 * 24 * 60;

  private EventShapes() {}

  /** Asks for a page of what happened. */
  public record DescribeEventsRequest(
      @Nullable String sourceName,
      @Nullable
          @Pattern(
              regexp = "node|parameter-group|subnet-group|cluster|user|acl",
              message = "must be node, parameter-group, subnet-group, cluster, user or acl")
          String sourceType,
      @Nullable Instant startTime,
      @Nullable Instant endTime,
      @Nullable @Min(1) @Max(MAX_MINUTES) Integer duration,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Events, the newest first. */
  public record DescribeEventsResponse(@Nullable String nextToken, List<Event> events)
      implements Paged {}

  /** Something that happened to a resource. */
  public record Event(String sourceName, String sourceType, String message, Instant date) {}
}
