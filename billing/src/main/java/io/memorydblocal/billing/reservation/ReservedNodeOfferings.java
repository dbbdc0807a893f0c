package io.memorydblocal.billing.reservation;

import static io.memorydblocal.provisioning.Fault.RESERVED_NODES_OFFERING_NOT_FOUND;
import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.Charge;
import io.memorydblocal.billing.pricing.NodeSize;
import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceCatalogue;
import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.DataFile;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The reservations that can be bought. As in AWS they are sold for Redis OSS only. Where the prices
 * don't say what they cost, that follows from the price on demand by discounts that are estimates.
 */
@Component
public class ReservedNodeOfferings {

  private static final String SOLD_ENGINE = "redis";

  /** Nodes with burstable processors aren't sold. */
  private static final Set<String> FAMILIES = Set.of("r7g", "r6g", "r6gd");

  private final Supplier<PriceCatalogue> catalogue;
  private final Clock clock;
  private final List<ReservationTerm> terms =
      DataFile.rows("reservation-terms.csv").stream()
          .map(
              row ->
                  new ReservationTerm(
                      Integer.parseInt(row.get("years")),
                      row.get("offering_type"),
                      Integer.parseInt(row.get("discount_percent")),
                      Integer.parseInt(row.get("upfront_percent"))))
          .toList();

  @Autowired
  ReservedNodeOfferings(PriceCatalogues catalogues, Clock clock) {
    this(catalogues::current, clock);
  }

  ReservedNodeOfferings(Supplier<PriceCatalogue> catalogue, Clock clock) {
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /** All offerings of a region, by node type, then by duration, then by type. */
  public List<ReservedNodeOffering> in(String region) {
    PriceCatalogue prices = catalogue.get();
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    List<ReservedNodeOffering> priced =
        prices.reserved(region, today).stream()
            .filter(price -> price.engine().equals(SOLD_ENGINE))
            .map(price -> offering(region, price))
            .toList();
    return (priced.isEmpty() ? discounted(prices, region, today) : priced)
        .stream()
            .sorted(
                comparing(ReservedNodeOffering::nodeType)
                    .thenComparing(ReservedNodeOffering::duration)
                    .thenComparing(ReservedNodeOffering::offeringType))
            .toList();
  }

  private List<ReservedNodeOffering> discounted(
      PriceCatalogue prices, String region, LocalDate today) {
    return prices.all().stream()
        .filter(price -> price.charge() == Charge.NODE && price.engine().equals(SOLD_ENGINE))
        .map(Price::nodeType)
        .filter(nodeType -> FAMILIES.contains(NodeSize.of(nodeType).family()))
        .distinct()
        .map(nodeType -> prices.find(Charge.NODE, region, nodeType, SOLD_ENGINE, today))
        .flatMap(Optional::stream)
        .flatMap(price -> terms.stream().map(term -> offering(region, price, term)))
        .toList();
  }

  /**
   * The offering with an id.
   *
   * @throws MemoryDbException ReservedNodesOfferingNotFoundFault when the region has none with it
   */
  public ReservedNodeOffering require(String region, String id) {
    return in(region).stream()
        .filter(offering -> offering.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new MemoryDbException(
                    RESERVED_NODES_OFFERING_NOT_FOUND,
                    "Reserved nodes offering %s not found.".formatted(id)));
  }

  /** As the price list itself has it. */
  private static ReservedNodeOffering offering(String region, Price price) {
    Price.Term term = Objects.requireNonNull(price.term());
    return new ReservedNodeOffering(
        id(region, price.nodeType(), term.years(), term.offeringType()),
        price.nodeType(),
        ReservationTerm.duration(term.years()),
        term.offeringType(),
        term.upfrontUsd(),
        price.usd());
  }

  private static ReservedNodeOffering offering(String region, Price price, ReservationTerm term) {
    return new ReservedNodeOffering(
        id(region, price.nodeType(), term.years(), term.offeringType()),
        price.nodeType(),
        ReservationTerm.duration(term.years()),
        term.offeringType(),
        term.fixedPrice(price),
        term.hourlyPrice(price));
  }

  private static String id(String region, String nodeType, int years, String offeringType) {
    String identity = "%s/%s/%d/%s".formatted(region, nodeType, years, offeringType);
    return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
