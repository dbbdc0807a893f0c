package io.memorydblocal.billing.usage;

import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.NodeSize;
import io.memorydblocal.billing.reservation.ReservedNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which node hours are paid for by reservations: in every hour, those of the reservations' region
 * and family, the smallest nodes first, until the reservations' units are used up. The last node
 * may be covered in part.
 */
final class ReservedCoverage {

  private static final int DIGITS = 10;

  private static final Comparator<UsageRow> SMALLEST_FIRST =
      comparing(UsageRow::part)
          .thenComparing(ReservedCoverage::unitsPerHour)
          .thenComparing(UsageRow::cluster)
          .thenComparing(UsageRow::nodeType)
          .thenComparing(row -> row.tags().toString());

  private record Pool(Instant hour, String region, String family) {}

  private final List<ReservedNode> reservations;
  private final Map<Pool, BigDecimal> left = new HashMap<>();

  ReservedCoverage(List<ReservedNode> reservations) {
    this.reservations = reservations;
  }

  /** The same rows, each about a single hour, with what is covered of them. */
  List<UsageRow> cover(List<UsageRow> rows) {
    List<UsageRow> covered = new ArrayList<>();
    rows.stream().sorted(SMALLEST_FIRST).forEach(row -> covered.add(cover(row)));
    return covered;
  }

  private UsageRow cover(UsageRow row) {
    BigDecimal perHour = unitsPerHour(row);
    BigDecimal needed = perHour.multiply(BigDecimal.valueOf(row.hours()));
    Pool pool =
        new Pool(
            row.part().truncatedTo(ChronoUnit.HOURS),
            row.region(),
            NodeSize.of(row.nodeType()).family());
    BigDecimal available = left.computeIfAbsent(pool, this::reserved);
    BigDecimal taken = needed.min(available);
    left.put(pool, available.subtract(taken));
    return row.coveredFor(
        taken.compareTo(needed) == 0
            ? BigDecimal.valueOf(row.hours())
            : taken.divide(perHour, DIGITS, RoundingMode.HALF_UP));
  }

  private BigDecimal reserved(Pool pool) {
    return reservations.stream()
        .filter(reservation -> reservation.scope().region().equals(pool.region()))
        .filter(reservation -> NodeSize.of(reservation.nodeType()).family().equals(pool.family()))
        .filter(reservation -> reservation.coversHour(pool.hour()))
        .map(
            reservation ->
                NodeSize.of(reservation.nodeType())
                    .units()
                    .multiply(BigDecimal.valueOf(reservation.nodeCount())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal unitsPerHour(UsageRow row) {
    return NodeSize.of(row.nodeType()).units(row.engine());
  }
}
