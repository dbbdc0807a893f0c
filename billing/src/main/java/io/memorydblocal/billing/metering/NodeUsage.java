package io.memorydblocal.billing.metering;

import static java.util.Comparator.comparing;

import io.memorydblocal.billing.metering.UsageEvent.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a node was used, from what was told about it. The order in which it was told, and what was
 * told twice, make no difference; nor does a clock that was set back make any use negative: what
 * seems to have happened before the start happened at the start.
 */
final class NodeUsage {

  private final UsageEvent start;
  private final List<UsageInterval> intervals = new ArrayList<>();
  private Instant since;
  private Instant runSince;
  private String nodeType;
  private String engine;
  private Map<String, @Nullable String> tags;

  private NodeUsage(UsageEvent start) {
    this.start = start;
    this.since = start.at();
    this.runSince = start.at();
    this.nodeType = Objects.requireNonNull(start.nodeType());
    this.engine = Objects.requireNonNull(start.engine());
    this.tags = Objects.requireNonNull(start.tags());
  }

  /**
   * The intervals of one node, each of which begins where the one before ends. None as long as its
   * start wasn't told.
   */
  static List<UsageInterval> intervals(Collection<UsageEvent> events) {
    return first(events, Kind.STARTED)
        .map(start -> new NodeUsage(start).with(events))
        .orElseGet(List::of);
  }

  private List<UsageInterval> with(Collection<UsageEvent> events) {
    Instant end =
        first(events, Kind.STOPPED).map(stop -> later(stop.at(), start.at())).orElse(null);
    events.stream()
        .filter(event -> event.kind() == Kind.CHANGED || event.kind() == Kind.TAGGED)
        .filter(event -> end == null || event.at().isBefore(end))
        .sorted(
            comparing(UsageEvent::at)
                .thenComparing(UsageEvent::kind)
                .thenComparing(NodeUsage::content))
        .forEach(this::apply);
    intervals.add(interval(end));
    return intervals;
  }

  /** Of two things told of one moment, either may be last, but always the same. */
  private static String content(UsageEvent event) {
    return "%s %s %s".formatted(event.nodeType(), event.engine(), event.tags());
  }

  private void apply(UsageEvent event) {
    String newType = Objects.requireNonNullElse(event.nodeType(), nodeType);
    String newEngine = Objects.requireNonNullElse(event.engine(), engine);
    Map<String, @Nullable String> newTags = Objects.requireNonNullElse(event.tags(), tags);
    boolean otherRun = !newType.equals(nodeType) || !newEngine.equals(engine);
    if (!otherRun && newTags.equals(tags)) {
      return;
    }
    Instant at = later(event.at(), start.at());
    if (at.isAfter(since)) {
      intervals.add(interval(at));
    }
    since = at;
    runSince = otherRun ? at : runSince;
    nodeType = newType;
    engine = newEngine;
    tags = newTags;
  }

  private UsageInterval interval(@Nullable Instant end) {
    return new UsageInterval(
        start.nodeId(),
        since,
        end,
        runSince,
        start.scope(),
        start.clusterName(),
        Objects.requireNonNull(start.shardName()),
        start.nodeName(),
        nodeType,
        engine,
        tags);
  }

  private static Optional<UsageEvent> first(Collection<UsageEvent> events, Kind kind) {
    return events.stream().filter(event -> event.kind() == kind).min(comparing(UsageEvent::at));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
