package io.memorydblocal.billing.statement;

import io.memorydblocal.billing.pricing.Charge;
import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.UsageRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What use costs, as MemoryDB bills: every hour of a node that begins counts whole; reservations
 * come first; snapshots are paid for by the month, of the length that the month has.
 */
final class Rating {

  /** Of quantities that can't be exact. */
  private static final int DIGITS = 12;

  private record Node(String region, String type, String engine, LocalDate day) {

    /**
     * By hand, as both are asked for every row: a record's own are slow before they are optimised,
     * and first days of months have much the same hash code.
     */
    @Override
    public int hashCode() {
      return ((region.hashCode() * PRIME + type.hashCode()) * PRIME + engine.hashCode()) * PRIME
          + (int) day.toEpochDay();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Node node
          && day.equals(node.day)
          && type.equals(node.type)
          && engine.equals(node.engine)
          && region.equals(node.region);
    }
  }

  /** An hour of a node, and one that a reservation pays for. */
  private record NodeHour(ChargeLine.Item onDemand, ChargeLine.Item reserved) {}

  private static final int PRIME = 31;

  private final PriceCatalogue prices;

  /** Most rows have a price that another has had. */
  private final Map<Node, NodeHour> nodeHours = new HashMap<>();

  Rating(PriceCatalogue prices) {
    this.prices = prices;
  }

  PriceCatalogue prices() {
    return prices;
  }

  /**
   * The charges for some use; none of nodes whose hours had all begun before has a quantity of
   * zero. Throws for what has no price: see {@link PriceCatalogue}.
   */
  List<ChargeLine> rate(UsageRow row) {
    List<ChargeLine> lines = new ArrayList<>();
    if (!row.nodeType().isEmpty()) {
      NodeHour hour =
          nodeHours.computeIfAbsent(
              new Node(row.region(), row.nodeType(), row.engine(), row.day()), this::nodeHour);
      BigDecimal onDemand = BigDecimal.valueOf(row.hours()).subtract(row.reservedHours());
      if (onDemand.signum() > 0 || row.reservedHours().signum() == 0) {
        lines.add(line(row, hour.onDemand(), onDemand));
      }
      if (row.reservedHours().signum() > 0) {
        lines.add(line(row, hour.reserved(), row.reservedHours()));
      }
    }
    if (row.snapshotByteSeconds().signum() > 0) {
      Instant month = Granularity.MONTH.floor(row.part());
      long seconds = Duration.between(month, Granularity.MONTH.next(month)).toSeconds();
      BigDecimal quantity =
          row.snapshotByteSeconds()
              .divide(
                  Charge.BYTES_PER_GB.multiply(BigDecimal.valueOf(seconds)),
                  DIGITS,
                  RoundingMode.HALF_UP);
      Price price = prices.snapshotStorage(row.region(), row.day());
      lines.add(line(row, item(row, ChargeType.SNAPSHOT_STORAGE, price, price.usd()), quantity));
    }
    return lines;
  }

  /**
   * The charges for what was written, as far as it was free and beyond.
   *
   * @param free how much of it, in bytes, is free
   */
  List<ChargeLine> written(UsageRow row, BigDecimal free) {
    Price price = prices.dataWritten(row.region(), row.engine(), row.day());
    List<ChargeLine> lines = new ArrayList<>();
    if (free.signum() > 0) {
      lines.add(line(row, item(row, ChargeType.DATA_WRITTEN, price, BigDecimal.ZERO), gb(free)));
    }
    BigDecimal paid = row.bytesWritten().subtract(free);
    if (paid.signum() > 0) {
      lines.add(line(row, item(row, ChargeType.DATA_WRITTEN, price, price.usd()), gb(paid)));
    }
    return lines;
  }

  /** Exact: a quotient by a power of two. */
  private static BigDecimal gb(BigDecimal bytes) {
    return bytes.divide(Charge.BYTES_PER_GB);
  }

  private NodeHour nodeHour(Node node) {
    Price price = prices.nodeHour(node.region(), node.type(), node.engine(), node.day());
    return new NodeHour(
        item(node.region(), node.type(), node.engine(), ChargeType.ON_DEMAND, price, price.usd()),
        item(
            node.region(),
            node.type(),
            node.engine(),
            ChargeType.RESERVED,
            price,
            BigDecimal.ZERO));
  }

  private static ChargeLine.Item item(UsageRow row, ChargeType type, Price price, BigDecimal usd) {
    return item(row.region(), row.nodeType(), row.engine(), type, price, usd);
  }

  private static ChargeLine.Item item(
      String region, String nodeType, String engine, ChargeType type, Price price, BigDecimal usd) {
    return new ChargeLine.Item(
        type,
        region,
        nodeType,
        engine,
        price.charge().unit(),
        usd,
        usd,
        price.from(),
        price.source(),
        price.estimate());
  }

  private static ChargeLine line(UsageRow row, ChargeLine.Item item, BigDecimal quantity) {
    return new ChargeLine(row.part(), row.cluster(), row.tags(), item, quantity);
  }

  /** What a reservation costs in a part of a period: its advance payment, and its hours. */
  List<ChargeLine> fees(ReservedNode reservation, Period part) {
    List<ChargeLine> lines = new ArrayList<>();
    Instant start = reservation.startedAt();
    BigDecimal nodes = BigDecimal.valueOf(reservation.nodeCount());
    if (!start.isBefore(part.from()) && start.isBefore(part.until())) {
      lines.add(fee(reservation, part, nodes, "node", reservation.fixedPrice(), BigDecimal.ZERO));
    }
    long hours =
        hoursBegun(start, earlier(part.until(), reservation.endsAt()))
            - hoursBegun(start, earlier(part.from(), reservation.endsAt()));
    lines.add(
        fee(
            reservation,
            part,
            nodes.multiply(BigDecimal.valueOf(hours)),
            "hour",
            reservation.hourlyPrice(),
            reservation
                .hourlyPrice()
                .add(
                    reservation
                        .fixedPrice()
                        .divide(termHours(reservation), DIGITS, RoundingMode.HALF_UP))));
    lines.removeIf(line -> line.quantity().signum() == 0);
    return lines;
  }

  private ChargeLine fee(
      ReservedNode reservation,
      Period part,
      BigDecimal quantity,
      String unit,
      BigDecimal usd,
      BigDecimal amortizedUsd) {
    String region = reservation.scope().region();
    return new ChargeLine(
        part.from(),
        "",
        Map.of(),
        new ChargeLine.Item(
            ChargeType.RESERVATION_FEE,
            region,
            reservation.nodeType(),
            "redis",
            unit,
            usd,
            amortizedUsd,
            reservation.startedAt().atZone(ZoneOffset.UTC).toLocalDate(),
            "reservation " + reservation.reservationId(),
            prices.reserved(region, part.day()).isEmpty()),
        quantity);
  }

  private static BigDecimal termHours(ReservedNode reservation) {
    return BigDecimal.valueOf(Duration.ofSeconds(reservation.duration()).toHours());
  }

  private static long hoursBegun(Instant start, Instant at) {
    if (!at.isAfter(start)) {
      return 0;
    }
    Duration since = Duration.between(start, at);
    return since.toHours() + (since.equals(Duration.ofHours(since.toHours())) ? 0 : 1);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
