package io.memorydblocal.billing.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.billing.metering.UsageEvent.Kind;
import io.memorydblocal.provisioning.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What holds of the use of a node whatever is told about it, and however. */
class NodeUsageTest {

  private static final Instant START = Instant.parse("2026-01-02T12:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(3));
  private static final UUID NODE = UUID.randomUUID();

  @Property
  void neitherOrderNorRepetitionMatters(@ForAll("lives") List<UsageEvent> life, @ForAll long seed) {
    List<UsageEvent> told = new ArrayList<>(life);
    told.addAll(life);
    Collections.shuffle(told, new Random(seed));

    assertThat(NodeUsage.intervals(told)).isEqualTo(NodeUsage.intervals(life));
  }

  @Property
  void intervalsFollowEachOtherAndNoneIsNegative(@ForAll("lives") List<UsageEvent> life) {
    List<UsageInterval> intervals = NodeUsage.intervals(life);

    for (int i = 0; i < intervals.size(); i++) {
      UsageInterval interval = intervals.get(i);
      assertThat(interval.runStartedAt()).isBeforeOrEqualTo(interval.startedAt());
      if (i < intervals.size() - 1) {
        assertThat(intervals.get(i + 1).startedAt()).isEqualTo(interval.stoppedAt());
      }
      if (interval.stoppedAt() != null) {
        assertThat(interval.stoppedAt()).isAfterOrEqualTo(interval.startedAt());
      }
    }
  }

  @Property
  void aNodeIsNeverUsedLongerThanTheWallClockSays(@ForAll("lives") List<UsageEvent> life) {
    Duration used =
        NodeUsage.intervals(life).stream()
            .map(interval -> Duration.between(interval.startedAt(), end(interval)))
            .reduce(Duration.ZERO, Duration::plus);

    assertThat(used).isBetween(Duration.ZERO, Duration.between(START, END));
  }

  @Property
  void theSumOverAnyPartitionIsTheWhole(
      @ForAll("lives") List<UsageEvent> life, @ForAll("cuts") List<Instant> cuts) {
    List<UsageInterval> intervals = NodeUsage.intervals(life);
    List<Instant> bounds = new ArrayList<>(cuts);
    bounds.add(START);
    bounds.add(END);
    Collections.sort(bounds);
    long hours = 0;
    for (int i = 1; i < bounds.size(); i++) {
      hours += hours(intervals, bounds.get(i - 1), bounds.get(i));
    }

    assertThat(hours).isEqualTo(hours(intervals, START, END));
  }

  @Property
  void aRunIsBilledByItsLengthRoundedUpToHours(@ForAll("lives") List<UsageEvent> life) {
    List<UsageInterval> intervals = NodeUsage.intervals(life);
    long expected =
        intervals.stream()
            .map(UsageInterval::runStartedAt)
            .distinct()
            .mapToLong(
                run ->
                    begun(
                        run,
                        intervals.stream()
                            .filter(interval -> interval.runStartedAt().equals(run))
                            .map(NodeUsageTest::end)
                            .max(Instant::compareTo)
                            .orElseThrow()))
            .sum();

    assertThat(hours(intervals, START, END)).isEqualTo(expected);
  }

  /** As the database counts them. */
  private static long hours(List<UsageInterval> intervals, Instant from, Instant until) {
    return intervals.stream()
        .filter(interval -> interval.startedAt().isBefore(until) && end(interval).isAfter(from))
        .mapToLong(
            interval ->
                begun(interval.runStartedAt(), earlier(end(interval), until))
                    - begun(interval.runStartedAt(), later(interval.startedAt(), from)))
        .sum();
  }

  private static long begun(Instant run, Instant at) {
    return Math.ceilDiv(Duration.between(run, at).toMillis(), Duration.ofHours(1).toMillis());
  }

  private static Instant end(UsageInterval interval) {
    return Objects.requireNonNullElse(interval.stoppedAt(), END);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  @Provide
  Arbitrary<List<Instant>> cuts() {
    return times().list().ofMaxSize(12);
  }

  /** A start, perhaps a stop, and anything between, before and after, by any clock. */
  @Provide
  Arbitrary<List<UsageEvent>> lives() {
    Arbitrary<UsageEvent> other =
        Combinators.combine(
                times(),
                Arbitraries.of(Kind.CHANGED, Kind.TAGGED, Kind.STOPPED),
                Arbitraries.of("db.r6g.large", "db.r6g.xlarge"),
                Arbitraries.of("a", "b"))
            .as(NodeUsageTest::event);
    return Combinators.combine(times(), other.list().ofMaxSize(10))
        .as(
            (start, others) -> {
              List<UsageEvent> life = new ArrayList<>(others);
              life.add(event(start, Kind.STARTED, "db.r6g.large", "a"));
              return life;
            });
  }

  private static Arbitrary<Instant> times() {
    return Arbitraries.longs()
        .between(0, Duration.between(START, END).toMinutes())
        .map(minutes -> START.plus(Duration.ofMinutes(minutes)));
  }

  private static UsageEvent event(Instant at, Kind kind, String nodeType, String team) {
    boolean typed = kind == Kind.STARTED || kind == Kind.CHANGED;
    @Nullable Map<String, @Nullable String> tags =
        kind == Kind.STARTED || kind == Kind.TAGGED ? Map.of("team", team) : null;
    return new UsageEvent(
        NODE,
        kind,
        at,
        new Scope("000000000000", "us-east-1"),
        "demo",
        "0001",
        "demo-0001-001",
        typed ? nodeType : null,
        typed ? "redis" : null,
        tags);
  }
}
