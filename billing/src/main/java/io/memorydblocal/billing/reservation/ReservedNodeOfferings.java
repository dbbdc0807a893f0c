package io.memorydblocal.billing.reservation;

import static io.memorydblocal.provisioning.Fault.RESERVED_NODES_OFFERING_NOT_FOUND;
import static java.util.Comparator.comparing;

import io.memorydblocal.billing.pricing.Price;
import io.memorydblocal.billing.pricing.PriceList;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.DataFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The reservations that can be bought. As in AWS they are sold for Redis OSS only. Their prices
 * follow from the price list and are estimates where that has estimates; so are the discounts.
 */
@Component
public class ReservedNodeOfferings {

  private final PriceList prices;
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

  ReservedNodeOfferings(PriceList prices) {
    this.prices = prices;
  }

  /** All offerings of a region, by node type, then by duration, then by type. */
  public List<ReservedNodeOffering> in(String region) {
    return prices.all().stream()
        .filter(Price::reserved)
        .flatMap(price -> terms.stream().map(term -> offering(region, price, term)))
        .sorted(
            comparing(ReservedNodeOffering::nodeType)
                .thenComparing(ReservedNodeOffering::duration)
                .thenComparing(ReservedNodeOffering::offeringType))
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

  private static ReservedNodeOffering offering(String region, Price price, ReservationTerm term) {
    String identity =
        "%s/%s/%d/%s".formatted(region, price.nodeType(), term.years(), term.offeringType());
    return new ReservedNodeOffering(
        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString(),
        price.nodeType(),
        term.duration(),
        term.offeringType(),
        term.fixedPrice(price),
        term.hourlyPrice(price));
  }
}
