package io.memorydblocal.api.reservednode;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesOfferingsRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesOfferingsResponse;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.DescribeReservedNodesResponse;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.PurchaseReservedNodesOfferingRequest;
import io.memorydblocal.api.reservednode.ReservedNodeShapes.ReservedNode;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Reservations as REST resources. */
@RestResource
@RequestMapping("/v1/reserved-nodes")
class ReservedNodeController {

  private final ReservedNodeOperations reservations;

  ReservedNodeController(ReservedNodeOperations reservations) {
    this.reservations = reservations;
  }

  @GetMapping("")
  DescribeReservedNodesResponse list(
      @FromRequest DescribeReservedNodesRequest request, @AuthenticationPrincipal Caller caller) {
    return reservations.describeReservedNodes(request, caller);
  }

  @PostMapping("")
  ResponseEntity<ReservedNode> purchase(
      @FromRequest PurchaseReservedNodesOfferingRequest request,
      @AuthenticationPrincipal Caller caller) {
    ReservedNode created =
        reservations.purchaseReservedNodesOffering(request, caller).reservedNode();
    return Answers.created("/v1/reserved-nodes", created.reservationId(), created);
  }

  @GetMapping("/offerings")
  DescribeReservedNodesOfferingsResponse offerings(
      @FromRequest DescribeReservedNodesOfferingsRequest request,
      @AuthenticationPrincipal Caller caller) {
    return reservations.describeReservedNodesOfferings(request, caller);
  }

  @GetMapping("/{reservationId}")
  ReservedNode get(
      @FromRequest DescribeReservedNodesRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(reservations.describeReservedNodes(request, caller).reservedNodes());
  }
}
