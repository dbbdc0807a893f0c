package io.memorydblocal.billing.reservation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.billing.pricing.PriceCatalogues;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReservedNodeTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final BigDecimal LARGE_PER_HOUR = new BigDecimal("0.3090");

  private final ReservedNodeOfferings offerings =
      new ReservedNodeOfferings(PriceCatalogues::shipped, CLOCK);

  @Test
  void offersTheFamiliesThatAwsReservesInEveryTermAndPayment() {
    List<ReservedNodeOffering> offered = offerings.in("us-east-1");

    assertThat(offered).hasSize(18 * 6);
    assertThat(offered)
        .extracting(offering -> offering.nodeType().replaceAll("db\\.(\\w+)\\..*", "$1"))
        .containsOnly("r6g", "r6gd", "r7g");
    assertThat(offered).extracting(ReservedNodeOffering::id).doesNotHaveDuplicates();
  }

  @Test
  void keepsTheIdOfAnOfferingAndGivesEachRegionItsOwn() {
    ReservedNodeOffering first = offerings.in("us-east-1").getFirst();

    assertThat(
            new ReservedNodeOfferings(PriceCatalogues::shipped, CLOCK)
                .in("us-east-1")
                .getFirst()
                .id())
        .isEqualTo(first.id());
    assertThat(offerings.require("us-east-1", first.id())).isEqualTo(first);
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> offerings.require("eu-west-1", first.id()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.RESERVED_NODES_OFFERING_NOT_FOUND));
  }

  @Test
  void takesAllHalfOrNothingOfTheDiscountedPriceInAdvance() {
    ReservedNodeOffering no = offering("No Upfront", 1);
    ReservedNodeOffering partial = offering("Partial Upfront", 3);
    ReservedNodeOffering all = offering("All Upfront", 1);

    assertThat(no.fixedPrice()).isZero();
    assertThat(no.hourlyPrice()).isEqualByComparingTo("0.2472");
    assertThat(partial.fixedPrice())
        .as("half of half of the price of three years")
        .isEqualByComparingTo(
            LARGE_PER_HOUR.multiply(new BigDecimal("0.25")).multiply(new BigDecimal(3 * 8760)));
    assertThat(partial.hourlyPrice()).isEqualByComparingTo("0.0773");
    assertThat(all.fixedPrice()).isEqualByComparingTo("1759.45");
    assertThat(all.hourlyPrice()).isZero();
  }

  @Test
  void isPaidThenActiveThenRetired() {
    ReservedNode reserved =
        ReservedNode.purchased(
            new Scope("000000000000", "us-east-1"), "mine", offering("No Upfront", 1), 2, NOON);

    assertThat(reserved.state(NOON)).isEqualTo(ReservationState.PAYMENT_PENDING);
    assertThat(reserved.state(NOON.plusSeconds(1))).isEqualTo(ReservationState.ACTIVE);
    Instant end = NOON.plus(Duration.ofDays(365));
    assertThat(reserved.state(end.minusSeconds(1))).isEqualTo(ReservationState.ACTIVE);
    assertThat(reserved.state(end)).isEqualTo(ReservationState.RETIRED);
    assertThat(reserved.arn())
        .isEqualTo("arn:aws:memorydb:us-east-1:000000000000:reservednode/mine");
  }

  private ReservedNodeOffering offering(String type, int years) {
    return offerings.in("us-east-1").stream()
        .filter(offering -> offering.nodeType().equals("db.r6g.large"))
        .filter(offering -> offering.offeringType().equals(type))
        .filter(offering -> offering.duration().equals(Duration.ofDays(365L * years)))
        .findFirst()
        .orElseThrow();
  }
}
