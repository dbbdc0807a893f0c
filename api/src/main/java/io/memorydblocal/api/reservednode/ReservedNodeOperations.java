package io.memorydblocal.api.reservednode;

import static io.memorydblocal.provisioning.Fault.RESERVED_NODE_QUOTA_EXCEEDED;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesOfferingsRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesOfferingsResponse;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesResponse;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.PurchaseReservedNodesOfferingRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.PurchaseReservedNodesOfferingResponse;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.RecurringCharge;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.ReservedNodesOffering;
import io.memorydblocal.billing.reservation.ReservedNode;
import io.memorydblocal.billing.reservation.ReservedNodeOffering;
import io.memorydblocal.billing.reservation.ReservedNodeOfferings;
import io.memorydblocal.billing.reservation.ReservedNodeRepository;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations on reserved nodes. Nobody is charged: a reservation says what a user would pay,
 * and that its prices are estimates is said with the prices, since the API has no place for it.
 */
@Operations
public class ReservedNodeOperations {

  private static final String HOURLY = "Hourly";

  /** How a reservation is called that a request gives no id: {@code ri-2026-01-02-03-04-05-678}. */
  private static final DateTimeFormatter STANDARD_ID =
      DateTimeFormatter.ofPattern("'ri-'uuuu-MM-dd-HH-mm-ss-SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final ReservedNodeOfferings offerings;
  private final ReservedNodeRepository reservedNodes;
  private final NodeTypes nodeTypes;
  private final CreationLock lock;
  private final Tags tags;
  private final Paging paging;
  private final Clock clock;
  private final int quota;

  ReservedNodeOperations(
      ReservedNodeOfferings offerings,
      ReservedNodeRepository reservedNodes,
      NodeTypes nodeTypes,
      CreationLock lock,
      Tags tags,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.offerings = offerings;
    this.reservedNodes = reservedNodes;
    this.nodeTypes = nodeTypes;
    this.lock = lock;
    this.tags = tags;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota().reservedNodes();
  }

  /** A page of the reservations that can be bought in the region. */
  @AwsOperation("DescribeReservedNodesOfferings")
  public DescribeReservedNodesOfferingsResponse describeReservedNodesOfferings(
      @Valid DescribeReservedNodesOfferingsRequest request, Caller caller) {
    requireNodeType(request.nodeType());
    String id = request.reservedNodesOfferingId();
    Integer duration = seconds(request.duration());
    List<ReservedNodeOffering> offered =
        id == null
            ? offerings.in(caller.region())
            : List.of(offerings.require(caller.region(), id));
    Page<ReservedNodeOffering> page =
        paging.page(
            "DescribeReservedNodesOfferings %s %s %s %s %s"
                .formatted(
                    caller.scope(), id, request.nodeType(), duration, request.offeringType()),
            request.maxResults(),
            request.nextToken(),
            offered.stream()
                .filter(offering -> fits(request.nodeType(), offering.nodeType()))
                .filter(offering -> fits(duration, seconds(offering)))
                .filter(offering -> fits(request.offeringType(), offering.offeringType()))
                .toList(),
            ReservedNodeOperations::key);
    return new DescribeReservedNodesOfferingsResponse(
        page.nextToken(), page.items().stream().map(ReservedNodeOperations::describe).toList());
  }

  /** Buys a reservation, which is active a second later and can't be given back. */
  @AwsOperation("PurchaseReservedNodesOffering")
  public PurchaseReservedNodesOfferingResponse purchaseReservedNodesOffering(
      @Valid PurchaseReservedNodesOfferingRequest request, Caller caller) {
    Scope scope = caller.scope();
    ReservedNodeOffering offering =
        offerings.require(caller.region(), request.reservedNodesOfferingId());
    int count = Objects.requireNonNullElse(request.nodeCount(), 1);
    lock.acquire(scope, ResourceType.RESERVED_NODE);
    Instant now = clock.instant();
    String id =
        request.reservationId() == null
            ? freeId(scope, now)
            : Names.normalise(request.reservationId());
    reservedNodes.requireFree(scope, id);
    requireQuota(scope, count, now);
    ReservedNode reserved =
        reservedNodes.save(ReservedNode.purchased(scope, id, offering, count, now));
    tags.put(reserved.arn(), TagShapes.byKey(request.tags()));
    return new PurchaseReservedNodesOfferingResponse(describe(reserved, now));
  }

  /** A page of the reservations that were bought; those whose term is over are retired. */
  @AwsOperation("DescribeReservedNodes")
  public DescribeReservedNodesResponse describeReservedNodes(
      @Valid DescribeReservedNodesRequest request, Caller caller) {
    Scope scope = caller.scope();
    requireNodeType(request.nodeType());
    String id = request.reservationId() == null ? null : Names.normalise(request.reservationId());
    if (id != null) {
      reservedNodes.require(scope, id);
    }
    String offeringId = request.reservedNodesOfferingId();
    Integer duration = seconds(request.duration());
    Page<ReservedNode> page =
        paging.page(
            "DescribeReservedNodes %s %s %s %s %s %s"
                .formatted(
                    scope, id, offeringId, request.nodeType(), duration, request.offeringType()),
            request.maxResults(),
            request.nextToken(),
            (after, limit) ->
                reservedNodes.findPage(
                    scope,
                    id,
                    offeringId,
                    request.nodeType(),
                    duration,
                    request.offeringType(),
                    after,
                    limit),
            ReservedNode::reservationId);
    Instant now = clock.instant();
    return new DescribeReservedNodesResponse(
        page.nextToken(), page.items().stream().map(reserved -> describe(reserved, now)).toList());
  }

  private void requireNodeType(@Nullable String name) {
    if (name != null) {
      nodeTypes.require(name);
    }
  }

  private void requireQuota(Scope scope, int count, Instant now) {
    long nodes = reservedNodes.countNodes(scope, now) + count;
    if (nodes > quota) {
      throw new MemoryDbException(
          RESERVED_NODE_QUOTA_EXCEEDED,
          "There can be at most %d reserved nodes in a region; with these there would be %d."
              .formatted(quota, nodes));
    }
  }

  /** The caller holds the lock, so that the id stays free. */
  private String freeId(Scope scope, Instant now) {
    Instant time = now;
    while (reservedNodes.existsByScopeAndReservationId(scope, STANDARD_ID.format(time))) {
      time = time.plusMillis(1);
    }
    return STANDARD_ID.format(time);
  }

  private static <T> boolean fits(@Nullable T wanted, T actual) {
    return wanted == null || wanted.equals(actual);
  }

  /** AWS takes years and seconds. */
  private static @Nullable Integer seconds(@Nullable String duration) {
    if (duration == null) {
      return null;
    }
    return duration.length() == 1
        ? Math.toIntExact(Duration.ofDays(365L * Integer.parseInt(duration)).toSeconds())
        : Integer.valueOf(duration);
  }

  private static int seconds(ReservedNodeOffering offering) {
    return Math.toIntExact(offering.duration().toSeconds());
  }

  /** In the order of the offerings: both durations have as many digits. */
  private static String key(ReservedNodeOffering offering) {
    return "%s %d %s".formatted(offering.nodeType(), seconds(offering), offering.offeringType());
  }

  private static ReservedNodesOffering describe(ReservedNodeOffering offering) {
    return new ReservedNodesOffering(
        offering.id(),
        offering.nodeType(),
        seconds(offering),
        offering.fixedPrice().doubleValue(),
        offering.offeringType(),
        hourly(offering.hourlyPrice()));
  }

  private static ReservedNodeShapes.ReservedNode describe(ReservedNode reserved, Instant now) {
    return new ReservedNodeShapes.ReservedNode(
        reserved.reservationId(),
        reserved.offeringId(),
        reserved.nodeType(),
        reserved.startedAt(),
        reserved.duration(),
        reserved.fixedPrice().doubleValue(),
        reserved.nodeCount(),
        reserved.offeringType(),
        reserved.state(now).wireName(),
        hourly(reserved.hourlyPrice()),
        reserved.arn());
  }

  private static List<RecurringCharge> hourly(BigDecimal amount) {
    return List.of(new RecurringCharge(amount.doubleValue(), HOURLY));
  }
}
