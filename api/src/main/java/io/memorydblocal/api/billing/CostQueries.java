package io.memorydblocal.api.billing;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.api.billing.BillingShapes.CostsRequest;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Dimension;
import io.memorydblocal.billing.statement.Filter;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes sense of what people ask for, or says what makes none. */
@Component
class CostQueries {

  private static final int MOST_MONTHS = 14;
  private static final Duration MOST_BY_THE_HOUR = Duration.ofDays(31);

  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private final NodeTypes nodeTypes;
  private final Clock clock;

  CostQueries(NodeTypes nodeTypes, Clock clock) {
    this.nodeTypes = nodeTypes;
    this.clock = clock;
  }

  CostQuery of(CostsRequest request, Caller caller) {
    Instant month = Granularity.MONTH.floor(clock.instant());
    Granularity granularity =
        request.granularity() == null
            ? Granularity.MONTH
            : Granularity.valueOf(request.granularity().toUpperCase(Locale.ROOT));
    Period period =
        period(
            request.from() == null ? month : time("from", request.from()),
            request.to() == null ? Granularity.MONTH.next(month) : time("to", request.to()),
            granularity);
    return new CostQuery(
        caller.accountId(),
        period,
        granularity,
        orNone(request.groupBy()).stream().map(Dimension::parse).distinct().toList(),
        filter(orNone(request.filter())));
  }

  /** A period of a length that is served. */
  static Period period(Instant from, Instant until, Granularity granularity) {
    if (!from.isBefore(until)) {
      throw invalid(
          "The period ends at %s, which is not after its start at %s.".formatted(until, from));
    }
    Instant last = from.atOffset(ZoneOffset.UTC).plusMonths(MOST_MONTHS).toInstant();
    if (until.isAfter(last)) {
      throw invalid(
          "The period from %s to %s is longer than %d months.".formatted(from, until, MOST_MONTHS));
    }
    if (granularity == Granularity.HOUR
        && Duration.between(from, until).compareTo(MOST_BY_THE_HOUR) > 0) {
      throw invalid(
          "The period from %s to %s is longer than the %d days that are served by the hour."
              .formatted(from, until, MOST_BY_THE_HOUR.toDays()));
    }
    return new Period(from, until);
  }

  private static Instant time(String name, String text) {
    Instant time;
    try {
      time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw invalid(
          ("The parameter %s is '%s', which is neither a day such as 2026-01-31 nor a time such as"
                  + " 2026-01-31T15:00:00Z.")
              .formatted(name, text));
    }
    if (time.isBefore(FIRST) || time.isAfter(LAST)) {
      throw invalid(
          "The parameter %s is %s; it must be between %s and %s."
              .formatted(name, text, FIRST, LAST));
    }
    if (!time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
      throw invalid("The parameter %s is %s, which is not a whole hour.".formatted(name, text));
    }
    return time;
  }

  private Filter filter(List<String> conditions) {
    if (conditions.isEmpty()) {
      return new Filter.Everything();
    }
    Map<Dimension, Set<String>> wanted = new LinkedHashMap<>();
    for (String condition : conditions) {
      int end = condition.indexOf('=');
      if (end < 0) {
        throw invalid("The filter '%s' must be a dimension, = and a value.".formatted(condition));
      }
      Dimension dimension = Dimension.parse(condition.substring(0, end));
      String value = condition.substring(end + 1);
      check(dimension, value);
      wanted.computeIfAbsent(dimension, each -> new HashSet<>()).add(value);
    }
    return new Filter.All(
        wanted.entrySet().stream()
            .<Filter>map(
                entry -> new Filter.Is(entry.getKey(), entry.getValue(), Filter.Match.EQUALS))
            .toList());
  }

  private void check(Dimension dimension, String value) {
    switch (dimension.kind()) {
      case REGION -> Regions.require(value);
      case NODE_TYPE -> nodeTypes.require(value);
      case ACCOUNT, CLUSTER, ENGINE, CHARGE_TYPE, SERVICE, USAGE_TYPE, RECORD_TYPE, TAG -> {}
    }
  }

  private static List<String> orNone(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private static MemoryDbException invalid(String message) {
    return new MemoryDbException(INVALID_PARAMETER_VALUE, message);
  }
}
