package io.memorydblocal.api.costexplorer;

import io.memorydblocal.api.costexplorer.CostExplorerShapes.DateInterval;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.Expression;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GroupDefinition;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.Values;
import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Dimension;
import io.memorydblocal.billing.statement.Dimension.Kind;
import io.memorydblocal.billing.statement.Filter;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes sense of what Cost Explorer is asked, or says what makes none, as it does. */
final class CostExplorerQueries {

  private static final String VALIDATION = "ValidationException";

  private static final Map<String, Kind> DIMENSIONS =
      Map.of(
          "LINKED_ACCOUNT", Kind.ACCOUNT,
          "REGION", Kind.REGION,
          "INSTANCE_TYPE", Kind.NODE_TYPE,
          "DATABASE_ENGINE", Kind.ENGINE,
          "CACHE_ENGINE", Kind.ENGINE,
          "SERVICE", Kind.SERVICE,
          "USAGE_TYPE", Kind.USAGE_TYPE,
          "RECORD_TYPE", Kind.RECORD_TYPE,
          "RESOURCE_ID", Kind.CLUSTER);

  private static final Map<String, Granularity> GRANULARITIES =
      Map.of("HOURLY", Granularity.HOUR, "DAILY", Granularity.DAY, "MONTHLY", Granularity.MONTH);

  private static final Set<String> IGNORED_MATCHES = Set.of("CASE_SENSITIVE", "ABSENT");
  private static final DateTimeFormatter HOURS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAYS =
      DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

  private static final int MOST_MONTHS = 14;
  private static final int MOST_GROUPS = 2;
  private static final Duration MOST_BY_THE_HOUR = Duration.ofDays(14);
  private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2100-01-01T00:00:00Z");

  private CostExplorerQueries() {}

  static AwsException invalid(String message) {
    return new AwsException(VALIDATION, message);
  }

  static CostQuery of(
      String account,
      @Nullable DateInterval interval,
      @Nullable String granularityName,
      List<GroupDefinition> groupBy,
      @Nullable Expression filter) {
    if (interval == null || interval.start() == null || interval.end() == null) {
      throw invalid("TimePeriod must have a Start and an End.");
    }
    Granularity granularity = granularityName == null ? null : GRANULARITIES.get(granularityName);
    if (granularity == null) {
      throw invalid("Granularity must be DAILY, MONTHLY or HOURLY.");
    }
    if (groupBy.size() > MOST_GROUPS) {
      throw invalid("GroupBy can have at most %d groups.".formatted(MOST_GROUPS));
    }
    return new CostQuery(
        account,
        period(time("Start", interval.start()), time("End", interval.end()), granularity),
        granularity,
        groupBy.stream().map(CostExplorerQueries::dimension).toList(),
        filter == null ? new Filter.Everything() : filter(filter));
  }

  private static Period period(Instant start, Instant end, Granularity granularity) {
    if (!start.isBefore(end)) {
      throw invalid("Start date (and hour) should be before end date (and hour)");
    }
    if (end.isAfter(start.atOffset(ZoneOffset.UTC).plusMonths(MOST_MONTHS).toInstant())) {
      throw invalid("The time period can have at most %d months.".formatted(MOST_MONTHS));
    }
    if (granularity == Granularity.HOUR
        && Duration.between(start, end).compareTo(MOST_BY_THE_HOUR) > 0) {
      throw invalid(
          "With Granularity HOURLY the time period can have at most %d days."
              .formatted(MOST_BY_THE_HOUR.toDays()));
    }
    return new Period(start, end);
  }

  private static Instant time(String name, String text) {
    try {
      Instant time =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : Instant.from(HOURS.parse(text));
      if (!time.isBefore(FIRST)
          && !time.isAfter(LAST)
          && time.equals(time.truncatedTo(ChronoUnit.HOURS))) {
        return time;
      }
    } catch (DateTimeException e) {
      throw invalid("%s '%s' is not a day or a time.".formatted(name, text));
    }
    throw invalid(
        "%s '%s' must be a whole hour between %s and %s.".formatted(name, text, FIRST, LAST));
  }

  /** A time as answers have it: with its hour only where parts are hours. */
  static String text(Instant time, Granularity granularity) {
    return (granularity == Granularity.HOUR ? HOURS : DAYS).format(time);
  }

  private static Dimension dimension(GroupDefinition group) {
    String key = Objects.requireNonNullElse(group.key(), "");
    if (key.isEmpty()) {
      throw invalid("GroupBy must have a Key.");
    }
    return switch (Objects.requireNonNullElse(group.type(), "")) {
      case "DIMENSION" -> dimension(key);
      case "TAG" -> Dimension.ofTag(key);
      default ->
          throw invalid(
              "GroupBy has the Type '%s'; DIMENSION and TAG are served.".formatted(group.type()));
    };
  }

  private static Dimension dimension(String key) {
    Kind kind = DIMENSIONS.get(key);
    if (kind == null) {
      throw invalid(
          "'%s' is not a dimension of MemoryDB's costs. Choose one of %s."
              .formatted(key, String.join(", ", DIMENSIONS.keySet().stream().sorted().toList())));
    }
    return Dimension.of(kind);
  }

  /**
   * The keys of a group as Cost Explorer writes them; what a charge doesn't have has a name, too.
   */
  static List<String> keys(List<Dimension> groupBy, List<String> values) {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < groupBy.size(); i++) {
      Dimension dimension = groupBy.get(i);
      String value = values.get(i);
      keys.add(
          switch (dimension.kind()) {
            case TAG -> dimension.tag() + "$" + value;
            case NODE_TYPE -> value.isEmpty() ? "NoInstanceType" : value;
            case ENGINE -> value.isEmpty() ? "NoCacheEngine" : value;
            case CLUSTER -> value.isEmpty() ? "NoResourceId" : value;
            case ACCOUNT, REGION, CHARGE_TYPE, SERVICE, USAGE_TYPE, RECORD_TYPE -> value;
          });
    }
    return keys;
  }

  private static Filter filter(Expression expression) {
    List<Filter> filters = new ArrayList<>();
    if (expression.or() != null) {
      filters.add(new Filter.Any(all(expression.or())));
    }
    if (expression.and() != null) {
      filters.add(new Filter.All(all(expression.and())));
    }
    if (expression.not() != null) {
      filters.add(new Filter.Not(filter(expression.not())));
    }
    if (expression.dimensions() != null) {
      String key = Objects.requireNonNullElse(expression.dimensions().key(), "");
      filters.add(values(dimension(key), expression.dimensions()));
    }
    if (expression.tags() != null) {
      String key = Objects.requireNonNullElse(expression.tags().key(), "");
      filters.add(values(Dimension.ofTag(key), expression.tags()));
    }
    if (filters.size() != 1 || expression.costCategories() != null) {
      throw invalid("An Expression must have exactly one of Or, And, Not, Dimensions and Tags.");
    }
    return filters.getFirst();
  }

  private static List<Filter> all(List<Expression> expressions) {
    if (expressions.size() < 2) {
      throw invalid("And and Or need at least two expressions.");
    }
    return expressions.stream().map(CostExplorerQueries::filter).toList();
  }

  private static Filter values(Dimension dimension, Values values) {
    List<String> options = Objects.requireNonNullElse(values.matchOptions(), List.of());
    List<String> wanted = Objects.requireNonNullElse(values.values(), List.of());
    Filter.Match match =
        options.stream()
            .filter(option -> !IGNORED_MATCHES.contains(option))
            .map(CostExplorerQueries::match)
            .findFirst()
            .orElse(Filter.Match.EQUALS);
    if (options.contains("ABSENT")) {
      return new Filter.Absent(dimension);
    }
    if (wanted.isEmpty()) {
      throw invalid("Values must have at least one value.");
    }
    return new Filter.Is(dimension, Set.copyOf(wanted), match);
  }

  private static Filter.Match match(String option) {
    return Stream.of(Filter.Match.values())
        .filter(match -> match.name().equals(option))
        .findFirst()
        .orElseThrow(() -> invalid("The match option '%s' isn't served.".formatted(option)));
  }
}
