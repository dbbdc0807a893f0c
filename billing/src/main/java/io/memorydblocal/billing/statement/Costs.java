package io.memorydblocal.billing.statement;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.FreeDataWritten;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.billing.usage.Granularity;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.Usage;
import io.memorydblocal.billing.usage.UsageRow;
import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What accounts have to pay, at the prices that were in force when they used something. That
 * something has no price is an answer, after which the caller's transaction can go on.
 */
@Component
@Transactional(readOnly = true, noRollbackFor = MemoryDbException.class)
public class Costs {

  /** Of an answer, together some 100 MiB. */
  private static final int MOST_GROUPS = 250_000;

  private final Usage usage;
  private final PriceCatalogues catalogues;
  private final ReservedNodeRepository reservedNodes;
  private final Clock clock;

  Costs(
      Usage usage, PriceCatalogues catalogues, ReservedNodeRepository reservedNodes, Clock clock) {
    this.usage = usage;
    this.catalogues = catalogues;
    this.reservedNodes = reservedNodes;
    this.clock = clock;
  }

  /**
   * The costs of every part of a period until now; parts without any are empty.
   *
   * @throws MemoryDbException InvalidParameterValueException when something has no price, or the
   *     answer would be too long
   */
  public List<CostPart> of(CostQuery query) {
    Instant now = clock.instant();
    Tally tally = tally(query);
    usage.until(
        now,
        query.account(),
        query.period(),
        query.granularity(),
        tally.rating.prices(),
        query.needs(Dimension.Kind.CLUSTER),
        query.needs(Dimension.Kind.TAG),
        tally::add);
    Instant until = query.period().until();
    return tally.with(reservations(query), until.isAfter(now) ? now : until);
  }

  /** The costs of every part of a period, as they are and will be if all that runs goes on. */
  public List<CostPart> projected(CostQuery query) {
    Tally tally = tally(query);
    usage.projected(
        query.account(),
        query.period(),
        query.granularity(),
        tally.rating.prices(),
        query.needs(Dimension.Kind.CLUSTER),
        query.needs(Dimension.Kind.TAG),
        tally::add);
    return tally.with(reservations(query), query.period().until());
  }

  private Tally tally(CostQuery query) {
    return new Tally(
        query,
        new Rating(catalogues.current()),
        engine -> usage.writtenSinceMonth(query.account(), engine, query.period().from()));
  }

  private List<ReservedNode> reservations(CostQuery query) {
    return reservedNodes.findActive(query.account(), query.period().from(), query.period().until());
  }

  /** What may be written for nothing in a month, in bytes, is a Region's and an engine's. */
  private record Free(String region, String engine, Instant month) {}

  /** Charges by parts and groups. */
  private static final class Tally {

    private final CostQuery query;
    private final Rating rating;
    private final Map<Instant, Map<List<String>, CostPart.Group>> groups = new HashMap<>();
    private int groupCount;

    /** What may still be written for nothing. */
    private final Map<Free, BigDecimal> free = new HashMap<>();

    /** What is free of it depends on what was written before in the month. */
    private final List<UsageRow> written = new ArrayList<>();

    /** What an engine's clusters wrote in the month before the period, by Region. */
    private final Function<String, Map<String, BigDecimal>> writtenBefore;

    Tally(CostQuery query, Rating rating, Function<String, Map<String, BigDecimal>> writtenBefore) {
      this.query = query;
      this.rating = rating;
      this.writtenBefore = writtenBefore;
    }

    void add(UsageRow row) {
      if (row.bytesWritten().signum() > 0) {
        written.add(row);
      }
      BigDecimal unseen = row.seconds();
      for (ChargeLine line : rating.rate(row)) {
        if (query.includes(line)) {
          group(line).add(line, unseen);
          unseen = BigDecimal.ZERO;
        }
      }
    }

    /** All of it, with what reservations cost until a time. */
    List<CostPart> with(List<ReservedNode> reservations, Instant until) {
      addWritten();
      List<Period> parts = query.granularity().parts(query.period());
      for (Period part : parts) {
        if (part.from().isBefore(until)) {
          Period past = new Period(part.from(), part.until().isAfter(until) ? until : part.until());
          for (ReservedNode reservation : reservations) {
            rating.fees(reservation, past).stream()
                .filter(query::includes)
                .forEach(line -> group(line).add(line, BigDecimal.ZERO));
          }
        }
      }
      return parts.stream()
          .map(
              part ->
                  new CostPart(
                      part,
                      groups.getOrDefault(part.from(), Map.of()).values().stream()
                          .sorted(comparing(CostPart.Group::keys, Costs::inOrder))
                          .toList()))
          .toList();
    }

    /** What was written first in a month is free first, whichever cluster wrote it. */
    private void addWritten() {
      written.sort(
          comparing(UsageRow::part)
              .thenComparing(UsageRow::day)
              .thenComparing(UsageRow::cluster)
              .thenComparing(row -> row.tags().toString()));
      for (UsageRow row : written) {
        Free allowance = new Free(row.region(), row.engine(), Granularity.MONTH.floor(row.part()));
        BigDecimal left = free.computeIfAbsent(allowance, this::freeAtFirst);
        BigDecimal used = left.min(row.bytesWritten());
        free.put(allowance, left.subtract(used));
        for (ChargeLine line : rating.written(row, used)) {
          if (query.includes(line)) {
            group(line).add(line, BigDecimal.ZERO);
          }
        }
      }
    }

    private BigDecimal freeAtFirst(Free allowance) {
      BigDecimal bytes = FreeDataWritten.bytesPerMonth(allowance.engine());
      Instant from = query.period().from();
      boolean begun = allowance.month().isBefore(from) && bytes.signum() > 0;
      return begun
          ? bytes
              .subtract(
                  writtenBefore
                      .apply(allowance.engine())
                      .getOrDefault(allowance.region(), BigDecimal.ZERO))
              .max(BigDecimal.ZERO)
          : bytes;
    }

    private CostPart.Group group(ChargeLine line) {
      return groups
          .computeIfAbsent(line.part(), part -> new LinkedHashMap<>())
          .computeIfAbsent(query.keys(line), this::newGroup);
    }

    private CostPart.Group newGroup(List<String> keys) {
      groupCount++;
      if (groupCount > MOST_GROUPS) {
        throw new MemoryDbException(
            INVALID_PARAMETER_VALUE,
            "The answer would have more than %d groups. Ask for a shorter period, longer parts of it, or with a filter."
                .formatted(MOST_GROUPS));
      }
      return new CostPart.Group(keys);
    }
  }

  private static int inOrder(List<String> one, List<String> other) {
    for (int i = 0; i < one.size(); i++) {
      int order = one.get(i).compareTo(other.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
