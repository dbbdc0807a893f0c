package io.memorydblocal.billing.statement;

import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.Usage;
import io.memorydblocal.billing.usage.UsageRow;
import io.memorydblocal.provisioning.MemoryDbException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What accounts have to pay, at the prices that were in force when they used something. That
 * something has no price is an answer, after which the caller's transaction can go on.
 */
@Component
@Transactional(readOnly = true, noRollbackFor = MemoryDbException.class)
public class Costs {

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

  /** The costs of every part of a period until now; parts without any are empty. */
  public List<CostPart> of(CostQuery query) {
    Instant now = clock.instant();
    Tally tally = new Tally(query, new Rating(catalogues.current()));
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
    Tally tally = new Tally(query, new Rating(catalogues.current()));
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

  private List<ReservedNode> reservations(CostQuery query) {
    return reservedNodes.findActive(query.account(), query.period().from(), query.period().until());
  }

  /** Charges by parts and groups. */
  private static final class Tally {

    private final CostQuery query;
    private final Rating rating;
    private final Map<Instant, Map<List<String>, CostPart.Group>> groups = new HashMap<>();

    Tally(CostQuery query, Rating rating) {
      this.query = query;
      this.rating = rating;
    }

    void add(UsageRow row) {
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

    private CostPart.Group group(ChargeLine line) {
      return groups
          .computeIfAbsent(line.part(), part -> new LinkedHashMap<>())
          .computeIfAbsent(query.keys(line), CostPart.Group::new);
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
