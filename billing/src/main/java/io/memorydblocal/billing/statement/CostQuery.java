package io.memorydblocal.billing.statement;

import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody wants to know of an account's costs.
 *
 * @param groupBy in the order that groups are named by
 * @param filter which charges
 */
public record CostQuery(
    String account,
    Period period,
    Granularity granularity,
    List<Dimension> groupBy,
    Filter filter) {

  boolean needs(Dimension.Kind kind) {
    return Stream.concat(groupBy.stream(), filter.dimensions().stream())
        .anyMatch(dimension -> dimension.kind() == kind);
  }

  boolean includes(ChargeLine line) {
    // Asked of every charge, where mostly nothing is filtered.
    return filter instanceof Filter.Everything || filter.wants(account, line);
  }

  List<String> keys(ChargeLine line) {
    return groupBy.size() == 1
        ? List.of(groupBy.getFirst().of(account, line))
        : groupBy.stream().map(dimension -> dimension.of(account, line)).toList();
  }
}
