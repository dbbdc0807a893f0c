package io.memorydblocal.billing.statement;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which charges somebody wants to know about. */
public sealed interface Filter {

  /** How a value is compared with one that is asked for. */
  enum Match {
    EQUALS,
    STARTS_WITH,
    ENDS_WITH,
    CONTAINS;

    private boolean test(String value, String wanted) {
      return switch (this) {
        case EQUALS -> value.equals(wanted);
        case STARTS_WITH -> value.startsWith(wanted);
        case ENDS_WITH -> value.endsWith(wanted);
        case CONTAINS -> value.contains(wanted);
      };
    }
  }

  /** Charges that have one of the values, or match one. */
  record Is(Dimension dimension, Set<String> values, Match match) implements Filter {}

  /** Charges that have nothing in a dimension. */
  record Absent(Dimension dimension) implements Filter {}

  /** All charges. */
  record Everything() implements Filter {}

  /** Charges that all of the filters want. */
  record All(List<Filter> filters) implements Filter {}

  /** Charges that any of the filters wants. */
  record Any(List<Filter> filters) implements Filter {}

  /** Charges that the other doesn't want. */
  record Not(Filter filter) implements Filter {}

  /** Whether it wants a charge of an account. */
  default boolean wants(String account, ChargeLine line) {
    return switch (this) {
      case Everything everything -> true;
      case Is is -> {
        String value = is.dimension().of(account, line);
        yield is.match() == Match.EQUALS
            ? is.values().contains(value)
            : is.values().stream().anyMatch(wanted -> is.match().test(value, wanted));
      }
      case Absent absent -> absent.dimension().of(account, line).isEmpty();
      case All all -> all.filters().stream().allMatch(filter -> filter.wants(account, line));
      case Any any -> any.filters().stream().anyMatch(filter -> filter.wants(account, line));
      case Not not -> !not.filter().wants(account, line);
    };
  }

  /** What it looks at. */
  default Set<Dimension> dimensions() {
    return switch (this) {
      case Everything everything -> Set.of();
      case Is is -> Set.of(is.dimension());
      case Absent absent -> Set.of(absent.dimension());
      case All all -> dimensions(all.filters());
      case Any any -> dimensions(any.filters());
      case Not not -> not.filter().dimensions();
    };
  }

  private static Set<Dimension> dimensions(Collection<Filter> filters) {
    return filters.stream()
        .map(Filter::dimensions)
        .flatMap(Set::stream)
        .collect(Collectors.toSet());
  }
}
