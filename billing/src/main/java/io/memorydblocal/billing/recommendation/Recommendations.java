package io.memorydblocal.billing.recommendation;

import static java.util.Comparator.comparing;

import io.memorydblocal.billing.estimate.Estimate;
import io.memorydblocal.billing.estimate.Estimates;
import io.memorydblocal.billing.estimate.Topology;
import io.memorydblocal.billing.pricing.Charge;
import io.memorydblocal.billing.pricing.NodeSize;
import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.recommendation.Recommendation.Kind;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.load.NodeLoads;
import io.memorydblocal.provisioning.load.PastLoad;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds what would cost less, from what the available clusters of an account in a Region had to
 * bear in the last two weeks, or since they are there.
 */
@Component
public class Recommendations {

  /** Nothing is said about the load of clusters that were measured for less. */
  public static final Duration LEAST_MEASURED = Duration.ofHours(1);

  /** How much of its memory, and of its processors, a smaller node may be used at the peak. */
  private static final double MEMORY_LIMIT = 0.75;

  private static final double PROCESSOR_LIMIT = 0.6;

  private static final String REDIS = "redis";
  private static final String VALKEY = "valkey";

  private final ClusterRepository clusters;
  private final NodeLoads loads;
  private final NodeTypes nodeTypes;
  private final PriceCatalogues catalogues;
  private final Estimates estimates;
  private final ReservedNodeRepository reservedNodes;
  private final JdbcClient jdbc;
  private final Clock clock;

  Recommendations(
      ClusterRepository clusters,
      NodeLoads loads,
      NodeTypes nodeTypes,
      PriceCatalogues catalogues,
      Estimates estimates,
      ReservedNodeRepository reservedNodes,
      JdbcClient jdbc,
      Clock clock) {
    this.clusters = clusters;
    this.loads = loads;
    this.nodeTypes = nodeTypes;
    this.catalogues = catalogues;
    this.estimates = estimates;
    this.reservedNodes = reservedNodes;
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** What would cost less, the most first. Throws for what has no price: see the catalogue. */
  public List<Recommendation> of(Scope scope) {
    Instant now = clock.instant();
    List<Cluster> available =
        clusters.findPage(scope, "", Limit.unlimited()).stream()
            .filter(cluster -> cluster.status() == ClusterStatus.AVAILABLE)
            .toList();
    Instant from = now.minus(NodeLoads.KEPT);
    Map<UUID, PastLoad> past =
        loads.since(available.stream().map(Cluster::id).toList(), from).stream()
            .collect(Collectors.toMap(PastLoad::clusterId, Function.identity()));
    Prices prices =
        new Prices(catalogues.current(), scope.region(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    List<Recommendation> found = new ArrayList<>();
    for (Cluster cluster : available) {
      engine(cluster, prices).ifPresent(found::add);
      PastLoad load = past.get(cluster.id());
      if (load == null || load.seconds() < LEAST_MEASURED.toSeconds()) {
        continue;
      }
      if (load.lookups() == 0 && !wrote(scope, cluster, load.since())) {
        found.add(idle(cluster, load, prices));
        continue;
      }
      nodeType(cluster, load, prices).ifPresent(found::add);
      replicas(cluster, load, prices).ifPresent(found::add);
    }
    found.addAll(reservations(scope, available, now));
    found.removeIf(each -> each.usdPerMonth().signum() <= 0);
    found.sort(comparing(Recommendation::usdPerMonth).reversed());
    return found;
  }

  /** What nodes cost in a month. */
  private record Prices(PriceCatalogue catalogue, String region, LocalDate day) {

    Optional<Price> find(String nodeType, String engine) {
      return catalogue.find(Charge.NODE, region, nodeType, engine, day);
    }

    Price of(Cluster cluster) {
      return catalogue.nodeHour(
          region, cluster.storage().nodeType(), cluster.engine().engine(), day);
    }

    static BigDecimal perMonth(BigDecimal usdPerHour, int nodes) {
      return usdPerHour.multiply(Estimates.HOURS_PER_MONTH).multiply(BigDecimal.valueOf(nodes));
    }
  }

  private static Optional<Recommendation> engine(Cluster cluster, Prices prices) {
    if (!cluster.engine().engine().equals(REDIS)) {
      return Optional.empty();
    }
    Price now = prices.of(cluster);
    return prices
        .find(cluster.storage().nodeType(), VALKEY)
        .map(
            valkey ->
                new Recommendation(
                    Kind.CHANGE_ENGINE,
                    cluster.name(),
                    REDIS,
                    VALKEY,
                    Prices.perMonth(now.usd().subtract(valkey.usd()), cluster.layout().nodes()),
                    now.estimate() || valkey.estimate(),
                    "Valkey nodes cost less than Redis OSS nodes of the same type, and understand"
                        + " the same commands."));
  }

  private static Recommendation idle(Cluster cluster, PastLoad load, Prices prices) {
    Price price = prices.of(cluster);
    return new Recommendation(
        Kind.DELETE_IDLE_CLUSTER,
        cluster.name(),
        nodes(cluster.layout().nodes(), cluster.storage().nodeType()),
        "none",
        Prices.perMonth(price.usd(), cluster.layout().nodes()),
        price.estimate(),
        "Nothing was read or written in %s.".formatted(measured(load)));
  }

  private Optional<Recommendation> nodeType(Cluster cluster, PastLoad load, Prices prices) {
    NodeType type = nodeTypes.require(cluster.storage().nodeType());
    Price now = prices.of(cluster);
    return nodeTypes.below(type).stream()
        .filter(smaller -> smaller.maxMemory() * MEMORY_LIMIT >= load.usedMemory())
        .filter(smaller -> smaller.vcpu() * PROCESSOR_LIMIT >= load.processors())
        .filter(smaller -> cluster.multiRegionClusterName() == null || smaller.multiRegion())
        .flatMap(smaller -> prices.find(smaller.name(), cluster.engine().engine()).stream())
        .min(comparing(Price::usd))
        .map(
            price ->
                new Recommendation(
                    Kind.CHANGE_NODE_TYPE,
                    cluster.name(),
                    type.name(),
                    price.nodeType(),
                    Prices.perMonth(now.usd().subtract(price.usd()), cluster.layout().nodes()),
                    now.estimate() || price.estimate(),
                    "In %s no node used more than %.1f %% of its memory and %.2f processors."
                        .formatted(
                            measured(load),
                            100.0 * load.usedMemory() / type.maxMemory(),
                            load.processors())));
  }

  /** One replica is enough for a shard to survive the loss of a zone. */
  private static Optional<Recommendation> replicas(Cluster cluster, PastLoad load, Prices prices) {
    int replicas = cluster.layout().replicasPerShard();
    if (replicas <= 1 || load.replicaLookups() > 0) {
      return Optional.empty();
    }
    Price price = prices.of(cluster);
    return Optional.of(
        new Recommendation(
            Kind.REDUCE_REPLICAS,
            cluster.name(),
            replicas + " replicas per shard",
            "1 replica per shard",
            Prices.perMonth(price.usd(), (replicas - 1) * cluster.layout().shards()),
            price.estimate(),
            "Nothing was read from replicas in %s, and one is enough to survive the loss of a zone."
                .formatted(measured(load))));
  }

  /** For nodes of each type that no reservation pays for. */
  private List<Recommendation> reservations(Scope scope, List<Cluster> available, Instant now) {
    Map<String, Map<String, Integer>> nodes = new TreeMap<>();
    for (Cluster cluster : available) {
      nodes
          .computeIfAbsent(cluster.storage().nodeType(), type -> new TreeMap<>())
          .merge(cluster.engine().engine(), cluster.layout().nodes(), Integer::sum);
    }
    List<ReservedNode> active =
        reservedNodes.findActive(scope.accountId(), now, now.plusSeconds(1)).stream()
            .filter(reservation -> reservation.scope().equals(scope))
            .toList();
    Map<String, BigDecimal> reserved = new TreeMap<>();
    for (ReservedNode reservation : active) {
      NodeSize size = NodeSize.of(reservation.nodeType());
      reserved.merge(
          size.family(),
          size.units().multiply(BigDecimal.valueOf(reservation.nodeCount())),
          BigDecimal::add);
    }
    List<Recommendation> found = new ArrayList<>();
    nodes.forEach(
        (type, byEngine) ->
            byEngine.forEach(
                (engine, count) -> {
                  int left = unreserved(NodeSize.of(type), engine, count, reserved);
                  if (left > 0) {
                    reservation(scope.region(), type, engine, left).ifPresent(found::add);
                  }
                }));
    return found;
  }

  /** How many nodes are left when reservations of the family pay for what they can. */
  private static int unreserved(
      NodeSize size, String engine, int count, Map<String, BigDecimal> reserved) {
    BigDecimal units = reserved.getOrDefault(size.family(), BigDecimal.ZERO);
    int covered =
        units
            .divide(size.units(engine), 0, RoundingMode.DOWN)
            .min(BigDecimal.valueOf(count))
            .intValue();
    reserved.put(
        size.family(), units.subtract(size.units(engine).multiply(BigDecimal.valueOf(covered))));
    return count - covered;
  }

  /** Of what is paid for a year, that which saves most. */
  private Optional<Recommendation> reservation(
      String region, String type, String engine, int nodes) {
    Estimate estimate =
        estimates.of(
            new Topology(
                type,
                region,
                type,
                engine,
                nodes,
                0,
                Estimates.HOURS_PER_MONTH,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                null,
                null,
                null));
    BigDecimal onDemand = estimate.perMonth();
    return estimate.reserved().stream()
        .filter(offer -> offer.years() == 1)
        .min(comparing(Estimate.Reserved::averagePerMonth))
        .map(
            offer ->
                new Recommendation(
                    Kind.RESERVE_NODES,
                    null,
                    nodes(nodes, type) + " on demand",
                    "%s reserved for 1 year, %s"
                        .formatted(
                            nodes(Math.toIntExact(offer.nodes()), type), offer.offeringType()),
                    onDemand.subtract(offer.averagePerMonth()),
                    true,
                    offer.breakEvenMonths() <= 0
                        ? "Nothing is paid in advance."
                        : "What is paid in advance is worth it after %d months."
                            .formatted(offer.breakEvenMonths())));
  }

  /** What is noted in the log says it best: engines' own traffic isn't there. */
  private boolean wrote(Scope scope, Cluster cluster, Instant since) {
    return jdbc.sql(
            """
            select exists (select from data_written
              where account_id = ? and region = ? and cluster_name = ? and hour >= ?)
            """)
        .params(scope.accountId(), scope.region(), cluster.name(), since.atOffset(ZoneOffset.UTC))
        .query(Boolean.class)
        .single();
  }

  private static String nodes(int count, String type) {
    return count == 1 ? "1 node " + type : "%d nodes %s".formatted(count, type);
  }

  private static String measured(PastLoad load) {
    long hours = Math.round(load.seconds() / Duration.ofHours(1).toSeconds());
    return hours == 1 ? "an hour" : "%d hours".formatted(hours);
  }
}
