package io.memorydblocal.billing.statement;

import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.billing.usage.Period;
import io.memorydblocal.billing.usage.Usage;
import io.memorydblocal.billing.usage.UsageRow;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What accounts have to pay, at the prices that were in force when they used something. */
@Component
@Transactional(readOnly = true)
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
    Period period = query.period();
    PriceCatalogue prices = catalogues.current();
    List<UsageRow> rows =
        usage.of(
            query.account(),
            period,
            query.granularity(),
            prices,
            query.needs(Dimension.Kind.CLUSTER),
            query.needs(Dimension.Kind.TAG));
    Instant until = period.until().isAfter(now) ? now : period.until();
    return parts(query, prices, rows, until);
  }

  /** The costs of every part of a period, as they are and will be if all that runs goes on. */
  public List<CostPart> projected(CostQuery query) {
    PriceCatalogue prices = catalogues.current();
    List<UsageRow> rows =
        usage.projected(
            query.account(),
            query.period(),
            query.granularity(),
            prices,
            query.needs(Dimension.Kind.CLUSTER),
            query.needs(Dimension.Kind.TAG));
    return parts(query, prices, rows, query.period().until());
  }

  private List<CostPart> parts(
      CostQuery query, PriceCatalogue prices, List<UsageRow> rows, Instant until) {
    Rating rating = new Rating(prices);
    Map<Instant, Map<List<String>, List<ChargeLine>>> lines = new HashMap<>();
    Map<Instant, Map<List<String>, BigDecimal>> seconds = new HashMap<>();
    for (UsageRow row : rows) {
      List<ChargeLine> charges = rating.rate(row);
      charges.forEach(line -> add(query, lines, line));
      charges.stream()
          .filter(query::includes)
          .findFirst()
          .ifPresent(
              line ->
                  seconds
                      .computeIfAbsent(row.part(), part -> new HashMap<>())
                      .merge(query.keys(line), row.seconds(), BigDecimal::add));
    }
    List<Period> parts = query.granularity().parts(query.period());
    for (ReservedNode reservation :
        reservedNodes.findActive(query.account(), query.period().from(), until)) {
      for (Period part : parts) {
        if (part.from().isBefore(until)) {
          Period past = new Period(part.from(), part.until().isAfter(until) ? until : part.until());
          rating.fees(reservation, past).forEach(line -> add(query, lines, line));
        }
      }
    }
    return parts.stream()
        .map(
            part ->
                new CostPart(
                    part,
                    groups(
                        lines.getOrDefault(part.from(), Map.of()),
                        seconds.getOrDefault(part.from(), Map.of()))))
        .toList();
  }

  private static void add(
      CostQuery query, Map<Instant, Map<List<String>, List<ChargeLine>>> lines, ChargeLine line) {
    if (query.includes(line)) {
      lines
          .computeIfAbsent(line.part(), part -> new HashMap<>())
          .computeIfAbsent(query.keys(line), keys -> new ArrayList<>())
          .add(line);
    }
  }

  private static List<CostPart.Group> groups(
      Map<List<String>, List<ChargeLine>> lines, Map<List<String>, BigDecimal> seconds) {
    return lines.entrySet().stream()
        .map(
            entry ->
                new CostPart.Group(
                    entry.getKey(),
                    seconds.getOrDefault(entry.getKey(), BigDecimal.ZERO),
                    entry.getValue()))
        .sorted(comparing(group -> String.join("\0", group.keys())))
        .toList();
  }
}
