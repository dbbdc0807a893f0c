package io.memorydblocal.api.costexplorer;

import static io.memorydblocal.api.costexplorer.CostExplorerQueries.invalid;

import io.memorydblocal.api.costexplorer.CostExplorerShapes.DateInterval;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.ForecastResult;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GetCostAndUsageRequest;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GetCostAndUsageResponse;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GetCostForecastRequest;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GetCostForecastResponse;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.Group;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.GroupDefinition;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.MetricValue;
import io.memorydblocal.api.costexplorer.CostExplorerShapes.ResultByTime;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.billing.statement.CostPart;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Costs;
import io.memorydblocal.billing.usage.Granularity;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Answers Cost Explorer's questions from what is metered here. There is nothing but MemoryDB. */
@Operations
public class CostExplorerOperations {

  private final Costs costs;
  private final Clock clock;

  CostExplorerOperations(Costs costs, Clock clock) {
    this.costs = costs;
    this.clock = clock;
  }

  /** What use cost in a period, until now. */
  @AwsOperation(value = "GetCostAndUsage", api = Api.COST_EXPLORER)
  public GetCostAndUsageResponse getCostAndUsage(
      @Valid GetCostAndUsageRequest request, Caller caller) {
    List<String> names = Objects.requireNonNullElse(request.metrics(), List.of());
    if (names.isEmpty()) {
      throw invalid("Metrics must name at least one metric.");
    }
    List<Metric> metrics = names.stream().distinct().map(Metric::parse).toList();
    List<GroupDefinition> groupBy = Objects.requireNonNullElse(request.groupBy(), List.of());
    CostQuery query =
        CostExplorerQueries.of(
            caller.accountId(),
            request.timePeriod(),
            request.granularity(),
            groupBy,
            request.filter());
    Instant now = clock.instant();
    return new GetCostAndUsageResponse(
        groupBy.isEmpty() ? null : groupBy,
        costs.of(query).stream().map(part -> describe(part, query, metrics, now)).toList(),
        List.of());
  }

  /** What use will cost if everything that runs now goes on. */
  @AwsOperation(value = "GetCostForecast", api = Api.COST_EXPLORER)
  public GetCostForecastResponse getCostForecast(
      @Valid GetCostForecastRequest request, Caller caller) {
    String name = request.metric();
    if (name == null) {
      throw invalid("Metric must be provided.");
    }
    Metric metric = Metric.parse(name);
    if (!metric.isCost()) {
      throw invalid("Metric '%s' can't be forecast.".formatted(name));
    }
    CostQuery query =
        CostExplorerQueries.of(
            caller.accountId(),
            request.timePeriod(),
            request.granularity(),
            List.of(),
            request.filter());
    if (query.granularity() == Granularity.HOUR) {
      throw invalid("Granularity must be DAILY or MONTHLY for a forecast.");
    }
    if (query.period().from().isBefore(Granularity.DAY.floor(clock.instant()))) {
      throw invalid("The start of a forecast must be today or later.");
    }
    boolean bounds = request.predictionIntervalLevel() != null;
    List<ForecastResult> results = new ArrayList<>();
    BigDecimal total = BigDecimal.ZERO;
    for (CostPart part : costs.projected(query)) {
      BigDecimal amount =
          part.groups().stream().map(metric::of).reduce(BigDecimal.ZERO, BigDecimal::add);
      total = total.add(amount);
      String text = Metric.text(amount);
      results.add(
          new ForecastResult(
              interval(part, query), text, bounds ? text : null, bounds ? text : null));
    }
    return new GetCostForecastResponse(new MetricValue(Metric.text(total), "USD"), results);
  }

  /** A total where nothing is grouped, else groups, as Cost Explorer has it. */
  private static ResultByTime describe(
      CostPart part, CostQuery query, List<Metric> metrics, Instant now) {
    boolean grouped = !query.groupBy().isEmpty();
    return new ResultByTime(
        interval(part, query),
        grouped ? Map.of() : values(part.groups(), metrics),
        grouped
            ? part.groups().stream()
                .map(
                    group ->
                        new Group(
                            CostExplorerQueries.keys(query.groupBy(), group.keys()),
                            values(List.of(group), metrics)))
                .toList()
            : List.of(),
        part.estimate() || part.period().until().isAfter(now));
  }

  private static Map<String, MetricValue> values(
      List<CostPart.Group> groups, List<Metric> metrics) {
    Map<String, MetricValue> values = new LinkedHashMap<>();
    for (Metric metric : metrics) {
      BigDecimal amount = groups.stream().map(metric::of).reduce(BigDecimal.ZERO, BigDecimal::add);
      values.put(metric.wireName(), new MetricValue(Metric.text(amount), metric.unit()));
    }
    return values;
  }

  private static DateInterval interval(CostPart part, CostQuery query) {
    return new DateInterval(
        CostExplorerQueries.text(part.period().from(), query.granularity()),
        CostExplorerQueries.text(part.period().until(), query.granularity()));
  }
}
