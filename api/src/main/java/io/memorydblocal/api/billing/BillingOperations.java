package io.memorydblocal.api.billing;

import static java.util.Comparator.comparing;

import io.memorydblocal.api.billing.BillingShapes.Alternative;
import io.memorydblocal.api.billing.BillingShapes.ClusterForecast;
import io.memorydblocal.api.billing.BillingShapes.CostsGroup;
import io.memorydblocal.api.billing.BillingShapes.CostsLine;
import io.memorydblocal.api.billing.BillingShapes.CostsPart;
import io.memorydblocal.api.billing.BillingShapes.CostsRequest;
import io.memorydblocal.api.billing.BillingShapes.CostsResponse;
import io.memorydblocal.api.billing.BillingShapes.EstimateLine;
import io.memorydblocal.api.billing.BillingShapes.EstimateRequest;
import io.memorydblocal.api.billing.BillingShapes.EstimateResponse;
import io.memorydblocal.api.billing.BillingShapes.ForecastRequest;
import io.memorydblocal.api.billing.BillingShapes.ForecastResponse;
import io.memorydblocal.api.billing.BillingShapes.PricesRequest;
import io.memorydblocal.api.billing.BillingShapes.PricesResponse;
import io.memorydblocal.api.billing.BillingShapes.RebuildRequest;
import io.memorydblocal.api.billing.BillingShapes.RebuildResponse;
import io.memorydblocal.api.billing.BillingShapes.ReplacePricesRequest;
import io.memorydblocal.api.billing.BillingShapes.ReservedAlternative;
import io.memorydblocal.api.billing.BillingShapes.UsageGroup;
import io.memorydblocal.api.billing.BillingShapes.UsagePart;
import io.memorydblocal.api.billing.BillingShapes.UsageResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.billing.estimate.Estimate;
import io.memorydblocal.billing.estimate.Estimates;
import io.memorydblocal.billing.estimate.Topology;
import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.statement.ChargeLine;
import io.memorydblocal.billing.statement.ChargeType;
import io.memorydblocal.billing.statement.CostPart;
import io.memorydblocal.billing.statement.CostQuery;
import io.memorydblocal.billing.statement.Costs;
import io.memorydblocal.billing.statement.Dimension;
import io.memorydblocal.billing.statement.Filter;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.UsageRollup;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What AWS's API has no operations for: usage, costs, estimates and prices of an account. */
@Operations
public class BillingOperations {

  private static final String CURRENCY = "USD";
  private static final String DEFAULT_ENGINE = "redis";
  private static final String CSV = "text/csv";
  private static final BigDecimal MONTHS_PER_YEAR = BigDecimal.valueOf(12);

  private final Estimates estimates;
  private final Costs costs;
  private final PriceCatalogues catalogues;
  private final CostQueries queries;
  private final UsageRollup rollup;
  private final NodeTypes nodeTypes;
  private final Clock clock;

  BillingOperations(
      Estimates estimates,
      Costs costs,
      PriceCatalogues catalogues,
      CostQueries queries,
      UsageRollup rollup,
      NodeTypes nodeTypes,
      Clock clock) {
    this.estimates = estimates;
    this.costs = costs;
    this.catalogues = catalogues;
    this.queries = queries;
    this.rollup = rollup;
    this.nodeTypes = nodeTypes;
    this.clock = clock;
  }

  /** What clusters would cost in a month. */
  public EstimateResponse estimate(@Valid EstimateRequest request, Caller caller) {
    List<BillingShapes.Estimate> described = new ArrayList<>();
    for (Alternative alternative : request.alternatives()) {
      described.add(describe(estimates.of(topology(alternative, described.size(), caller))));
    }
    return new EstimateResponse(CURRENCY, described);
  }

  /** What the account's use cost in a period, until now. */
  public CostsResponse costs(@Valid CostsRequest request, Caller caller) {
    CostQuery query = queries.of(request, caller);
    List<CostPart> parts = costs.of(query);
    boolean details = Boolean.TRUE.equals(request.details());
    return new CostsResponse(
        CURRENCY,
        query.period().from(),
        query.period().until(),
        query.groupBy().stream().map(Dimension::toString).toList(),
        Amounts.usd(parts.stream().map(CostPart::amount).reduce(BigDecimal.ZERO, BigDecimal::add)),
        parts.stream().anyMatch(CostPart::estimate),
        parts.stream().map(part -> describe(part, query.groupBy(), details)).toList());
  }

  /** What the account used in a period, until now. */
  public UsageResponse usage(@Valid CostsRequest request, Caller caller) {
    CostQuery query = queries.of(request, caller);
    return new UsageResponse(
        query.period().from(),
        query.period().until(),
        query.groupBy().stream().map(Dimension::toString).toList(),
        costs.of(query).stream()
            .map(
                part ->
                    new UsagePart(
                        part.period().from(),
                        part.period().until(),
                        part.groups().stream()
                            .map(group -> describeUsage(group, query.groupBy()))
                            .toList()))
            .toList());
  }

  /** What the account's use costs this month, until now and at its end. */
  public ForecastResponse forecast(@Valid ForecastRequest request, Caller caller) {
    Instant now = clock.instant();
    Instant month = Granularity.MONTH.floor(now);
    Period period = new Period(month, Granularity.MONTH.next(month));
    CostQuery query =
        new CostQuery(
            caller.accountId(),
            period,
            Granularity.MONTH,
            List.of(Dimension.of(Dimension.Kind.CLUSTER)),
            new Filter.Everything());
    CostPart past = costs.of(query).getFirst();
    CostPart all = costs.projected(query).getFirst();
    Map<String, BigDecimal> byCluster = new LinkedHashMap<>();
    past.groups().forEach(group -> byCluster.put(group.keys().getFirst(), group.amount()));
    return new ForecastResponse(
        CURRENCY,
        period.from(),
        now,
        period.until(),
        Amounts.usd(past.amount()),
        Amounts.usd(all.amount()),
        all.estimate(),
        all.groups().stream()
            .sorted(comparing(CostPart.Group::amount).reversed())
            .map(
                group ->
                    new ClusterForecast(
                        group.keys().getFirst(),
                        Amounts.usd(
                            byCluster.getOrDefault(group.keys().getFirst(), BigDecimal.ZERO)),
                        Amounts.usd(group.amount())))
            .toList());
  }

  /** Adds up all usage of all accounts again, from what was metered. */
  public RebuildResponse rebuild(@Valid RebuildRequest request, Caller caller) {
    UsageRollup.Rebuilt rebuilt = rollup.rebuild();
    return new RebuildResponse(rebuilt.until(), rebuilt.rows(), rebuilt.corrected());
  }

  /** The prices in force. */
  public PricesResponse prices(@Valid PricesRequest request, Caller caller) {
    return describe(catalogues.current());
  }

  /** Puts other prices in place of all; a file that can't be used changes nothing. */
  public PricesResponse replacePrices(@Valid ReplacePricesRequest request, Caller caller) {
    String type = request.mediaType();
    if (type == null) {
      return describe(catalogues.reset());
    }
    return describe(
        type.startsWith(CSV)
            ? catalogues.replaceByCsv(request.content())
            : catalogues.replaceByAwsPriceList(request.content()));
  }

  private Topology topology(Alternative asked, int number, Caller caller) {
    return new Topology(
        Objects.requireNonNullElse(asked.name(), "alternative " + (number + 1)),
        asked.region() == null ? caller.region() : Regions.require(asked.region()),
        nodeTypes.require(asked.nodeType()).name(),
        Objects.requireNonNullElse(asked.engine(), DEFAULT_ENGINE),
        Objects.requireNonNullElse(asked.numShards(), 1),
        Objects.requireNonNullElse(asked.numReplicasPerShard(), 1),
        Objects.requireNonNullElse(asked.hoursPerMonth(), Estimates.HOURS_PER_MONTH),
        Objects.requireNonNullElse(asked.gbWrittenPerMonth(), BigDecimal.ZERO),
        Objects.requireNonNullElse(asked.gbSnapshots(), BigDecimal.ZERO),
        asked.usdPerNodeHour(),
        asked.usdPerGbWritten(),
        asked.usdPerGbMonth());
  }

  private static BillingShapes.Estimate describe(Estimate estimate) {
    Topology cluster = estimate.topology();
    return new BillingShapes.Estimate(
        cluster.name(),
        cluster.region(),
        cluster.nodeType(),
        cluster.engine(),
        cluster.shards(),
        cluster.replicasPerShard(),
        cluster.nodes(),
        Amounts.usd(estimate.perMonth()),
        Amounts.usd(estimate.perMonth().multiply(MONTHS_PER_YEAR)),
        estimate.estimate(),
        estimate.lines().stream()
            .map(
                line ->
                    new EstimateLine(
                        line.charge().wireName(),
                        Amounts.quantity(line.quantity()),
                        line.charge().unit(),
                        Amounts.usd(line.usdPerUnit()),
                        Amounts.usd(line.amount()),
                        line.source(),
                        line.estimate()))
            .toList(),
        estimate.reserved().stream()
            .map(
                reserved ->
                    new ReservedAlternative(
                        reserved.years(),
                        reserved.offeringType(),
                        reserved.nodes(),
                        Amounts.usd(reserved.upfront()),
                        Amounts.usd(reserved.perMonth()),
                        Amounts.usd(reserved.averagePerMonth()),
                        reserved.breakEvenMonths()))
            .toList());
  }

  private static CostsPart describe(CostPart part, List<Dimension> groupBy, boolean details) {
    return new CostsPart(
        part.period().from(),
        part.period().until(),
        Amounts.usd(part.amount()),
        part.estimate(),
        part.groups().stream()
            .map(
                group ->
                    new CostsGroup(
                        key(group, groupBy),
                        Amounts.usd(group.amount()),
                        Amounts.quantity(group.nodeHours()),
                        group.estimate(),
                        details
                            ? group.lines().stream().map(BillingOperations::describe).toList()
                            : null))
            .toList());
  }

  private static CostsLine describe(ChargeLine line) {
    ChargeLine.Item item = line.item();
    return new CostsLine(
        item.type().wireName(),
        item.region(),
        item.nodeType(),
        item.engine(),
        Amounts.quantity(line.quantity()),
        item.unit(),
        Amounts.usd(item.usdPerUnit()),
        Amounts.usd(line.amount()),
        item.pricedFrom(),
        item.source(),
        item.estimate());
  }

  private static UsageGroup describeUsage(CostPart.Group group, List<Dimension> groupBy) {
    return new UsageGroup(
        key(group, groupBy),
        Amounts.quantity(group.nodeSeconds()),
        Amounts.quantity(group.nodeHours()),
        Amounts.quantity(group.quantity(ChargeType.RESERVED)),
        Amounts.quantity(group.quantity(ChargeType.SNAPSHOT_STORAGE)),
        Amounts.quantity(group.quantity(ChargeType.DATA_WRITTEN)));
  }

  private static PricesResponse describe(PriceCatalogue catalogue) {
    return new PricesResponse(
        CURRENCY, catalogue.all().stream().map(BillingOperations::describe).toList());
  }

  private static BillingShapes.Price describe(Price price) {
    Price.Term term = price.term();
    return new BillingShapes.Price(
        price.charge().wireName(),
        price.region(),
        orNull(price.nodeType()),
        orNull(price.engine()),
        term == null ? null : term.years(),
        term == null ? null : term.offeringType(),
        term == null ? null : Amounts.usd(term.upfrontUsd()),
        Amounts.usd(price.usd()),
        price.charge().unit(),
        price.from(),
        price.source(),
        price.estimate());
  }

  private static Map<String, String> key(CostPart.Group group, List<Dimension> groupBy) {
    if (groupBy.size() == 1) {
      return Map.of(groupBy.getFirst().toString(), group.keys().getFirst());
    }
    Map<String, String> key = new LinkedHashMap<>();
    for (int i = 0; i < groupBy.size(); i++) {
      key.put(groupBy.get(i).toString(), group.keys().get(i));
    }
    return key;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
