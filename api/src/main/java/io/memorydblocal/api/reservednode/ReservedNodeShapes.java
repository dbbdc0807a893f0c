package io.memorydblocal.api.reservednode;

import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.operation.TagShapes.Tag;
import io.memorydblocal.api.rest.Paged;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of the operations on reserved nodes; names and members as in the AWS service model. */
public final class ReservedNodeShapes {

  private static final String DURATION = "1|3|31536000|94608000";
  private static final String DURATION_MESSAGE = "must be 1, 3, 31536000 or 94608000";
  private static final String OFFERING_TYPE = "No Upfront|Partial Upfront|All Upfront";
  private static final String OFFERING_TYPE_MESSAGE =
      "must be No Upfront, Partial Upfront or All Upfront";

  private ReservedNodeShapes() {}

  /** Asks for a page of the reservations that can be bought. */
  public record DescribeReservedNodesOfferingsRequest(
      @Nullable String reservedNodesOfferingId,
      @Nullable String nodeType,
      @Nullable @Pattern(regexp = DURATION, message = DURATION_MESSAGE) String duration,
      @Nullable @Pattern(regexp = OFFERING_TYPE, message = OFFERING_TYPE_MESSAGE)
          String offeringType,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Reservations that can be bought. */
  public record DescribeReservedNodesOfferingsResponse(
      @Nullable String nextToken, List<ReservedNodesOffering> reservedNodesOfferings)
      implements Paged {}

  /** A reservation that can be bought; prices are for one node. */
  public record ReservedNodesOffering(
      String reservedNodesOfferingId,
      String nodeType,
      Integer duration,
      Double fixedPrice,
      String offeringType,
      List<RecurringCharge> recurringCharges) {}

  /** What is paid again and again. */
  public record RecurringCharge(Double recurringChargeAmount, String recurringChargeFrequency) {}

  /** Asks to buy a reservation. */
  public record PurchaseReservedNodesOfferingRequest(
      @NotNull String reservedNodesOfferingId,
      @Nullable @Pattern(regexp = Names.LONG) String reservationId,
      @Nullable @Min(1) Integer nodeCount,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The reservation as it was bought. */
  public record PurchaseReservedNodesOfferingResponse(ReservedNode reservedNode) {}

  /** Asks for a page of the reservations that were bought. */
  public record DescribeReservedNodesRequest(
      @Nullable String reservationId,
      @Nullable String reservedNodesOfferingId,
      @Nullable String nodeType,
      @Nullable @Pattern(regexp = DURATION, message = DURATION_MESSAGE) String duration,
      @Nullable @Pattern(regexp = OFFERING_TYPE, message = OFFERING_TYPE_MESSAGE)
          String offeringType,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Reservations that were bought. */
  public record DescribeReservedNodesResponse(
      @Nullable String nextToken, List<ReservedNode> reservedNodes) implements Paged {}

  /** A reservation that was bought; prices are for one node. */
  public record ReservedNode(
      String reservationId,
      String reservedNodesOfferingId,
      String nodeType,
      Instant startTime,
      Integer duration,
      Double fixedPrice,
      Integer nodeCount,
      String offeringType,
      String state,
      List<RecurringCharge> recurringCharges,
      String arn) {}
}
