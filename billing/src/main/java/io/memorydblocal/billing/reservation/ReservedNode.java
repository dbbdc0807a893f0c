package io.memorydblocal.billing.reservation;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A reservation of nodes that was bought. Nothing of it changes but, with time, its state. */
@Entity
public class ReservedNode {

  /** Nobody is charged, so that a payment takes just long enough to be seen as pending. */
  static final Duration PAYMENT = Duration.ofSeconds(1);

  @Id private UUID id;
  @Embedded private Scope scope;
  private String reservationId;
  private String arn;
  private String offeringId;
  private String nodeType;
  private int duration;
  private String offeringType;
  private BigDecimal fixedPrice;
  private BigDecimal hourlyPrice;
  private int nodeCount;
  private Instant startedAt;
  private Instant endsAt;

  protected ReservedNode() {}

  /** A reservation that begins now. */
  public static ReservedNode purchased(
      Scope scope,
      String reservationId,
      ReservedNodeOffering offering,
      int nodeCount,
      Instant now) {
    ReservedNode reserved = new ReservedNode();
    reserved.id = UUID.randomUUID();
    reserved.scope = scope;
    reserved.reservationId = reservationId;
    reserved.arn = Arn.of(scope, ResourceType.RESERVED_NODE, reservationId);
    reserved.offeringId = offering.id();
    reserved.nodeType = offering.nodeType();
    reserved.duration = Math.toIntExact(offering.duration().toSeconds());
    reserved.offeringType = offering.offeringType();
    reserved.fixedPrice = offering.fixedPrice();
    reserved.hourlyPrice = offering.hourlyPrice();
    reserved.nodeCount = nodeCount;
    reserved.startedAt = now;
    reserved.endsAt = now.plus(offering.duration());
    return reserved;
  }

  /** Its state at a time. */
  public ReservationState state(Instant now) {
    if (now.isBefore(startedAt.plus(PAYMENT))) {
      return ReservationState.PAYMENT_PENDING;
    }
    return now.isBefore(endsAt) ? ReservationState.ACTIVE : ReservationState.RETIRED;
  }

  public Scope scope() {
    return scope;
  }

  public String reservationId() {
    return reservationId;
  }

  public String arn() {
    return arn;
  }

  public String offeringId() {
    return offeringId;
  }

  public String nodeType() {
    return nodeType;
  }

  /** How long it lasts, in seconds. */
  public int duration() {
    return duration;
  }

  public String offeringType() {
    return offeringType;
  }

  /** Paid in advance for each node, in US dollars. */
  public BigDecimal fixedPrice() {
    return fixedPrice;
  }

  /** Paid in every hour for each node, in US dollars. */
  public BigDecimal hourlyPrice() {
    return hourlyPrice;
  }

  public int nodeCount() {
    return nodeCount;
  }

  public Instant startedAt() {
    return startedAt;
  }

  /** When its term is over. */
  public Instant endsAt() {
    return endsAt;
  }

  /** Whether it covers the hour of the clock that begins at a time: as many as its term has. */
  public boolean coversHour(Instant hour) {
    return !hour.isBefore(startedAt.truncatedTo(ChronoUnit.HOURS))
        && hour.isBefore(endsAt.truncatedTo(ChronoUnit.HOURS));
  }
}
