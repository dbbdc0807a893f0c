package io.memorydblocal.billing.estimate;

import io.memorydblocal.billing.pricing.Charge;
import io.memorydblocal.billing.pricing.FreeDataWritten;
import io.memorydblocal.billing.pricing.NodeSize;
import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.reservation.ReservedNodeOffering;
import io.memorydblocal.billing.reservation.ReservedNodeOfferings;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says what clusters would cost at today's prices. */
@Component
public class Estimates {

  /** As AWS's own calculator counts a month: a twelfth of the hours of 365 days. */
  public static final BigDecimal HOURS_PER_MONTH = BigDecimal.valueOf(730);

  private static final int MONTHS_PER_YEAR = 12;
  private static final int DAYS_PER_YEAR = 365;
  private static final int DIGITS = 12;

  private final PriceCatalogues catalogues;
  private final ReservedNodeOfferings offerings;
  private final Clock clock;

  Estimates(PriceCatalogues catalogues, ReservedNodeOfferings offerings, Clock clock) {
    this.catalogues = catalogues;
    this.offerings = offerings;
    this.clock = clock;
  }

  /** The estimate for a cluster. Throws for what has no price: see {@link PriceCatalogue}. */
  public Estimate of(Topology cluster) {
    PriceCatalogue prices = catalogues.current();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<Estimate.Line> lines = new ArrayList<>();
    lines.add(
        line(
            Charge.NODE,
            cluster.hours().multiply(BigDecimal.valueOf(cluster.nodes())),
            cluster.usdPerNodeHour(),
            () -> prices.nodeHour(cluster.region(), cluster.nodeType(), cluster.engine(), today)));
    BigDecimal written =
        cluster
            .gbWritten()
            .subtract(FreeDataWritten.gbPerMonth(cluster.engine()))
            .max(BigDecimal.ZERO);
    if (written.signum() > 0) {
      lines.add(
          line(
              Charge.DATA_WRITTEN,
              written,
              cluster.usdPerGbWritten(),
              () -> prices.dataWritten(cluster.region(), cluster.engine(), today)));
    }
    if (cluster.gbSnapshots().signum() > 0) {
      lines.add(
          line(
              Charge.SNAPSHOT_STORAGE,
              cluster.gbSnapshots(),
              cluster.usdPerGbMonth(),
              () -> prices.snapshotStorage(cluster.region(), today)));
    }
    return new Estimate(cluster, lines, reserved(cluster, lines.getFirst().amount()));
  }

  private static Estimate.Line line(
      Charge charge, BigDecimal quantity, @Nullable BigDecimal given, Supplier<Price> price) {
    if (given != null) {
      return new Estimate.Line(charge, quantity, given, "given with the request", false);
    }
    Price found = price.get();
    return new Estimate.Line(charge, quantity, found.usd(), found.source(), found.estimate());
  }

  private List<Estimate.Reserved> reserved(Topology cluster, BigDecimal onDemand) {
    NodeSize size = NodeSize.of(cluster.nodeType());
    long nodes =
        size.units(cluster.engine())
            .multiply(BigDecimal.valueOf(cluster.nodes()))
            .divide(size.units(), 0, RoundingMode.CEILING)
            .longValueExact();
    return offerings.in(cluster.region()).stream()
        .filter(offering -> offering.nodeType().equals(cluster.nodeType()))
        .map(offering -> reserved(offering, nodes, onDemand))
        .toList();
  }

  private static Estimate.Reserved reserved(
      ReservedNodeOffering offering, long nodes, BigDecimal onDemand) {
    BigDecimal count = BigDecimal.valueOf(nodes);
    BigDecimal upfront = offering.fixedPrice().multiply(count);
    BigDecimal perMonth = offering.hourlyPrice().multiply(HOURS_PER_MONTH).multiply(count);
    int years = Math.toIntExact(offering.duration().toDays() / DAYS_PER_YEAR);
    BigDecimal months = BigDecimal.valueOf((long) years * MONTHS_PER_YEAR);
    BigDecimal saved = onDemand.subtract(perMonth);
    return new Estimate.Reserved(
        years,
        offering.offeringType(),
        nodes,
        upfront,
        perMonth,
        upfront.divide(months, DIGITS, RoundingMode.HALF_UP).add(perMonth),
        saved.signum() <= 0 ? -1 : upfront.divide(saved, 0, RoundingMode.CEILING).intValueExact());
  }
}
