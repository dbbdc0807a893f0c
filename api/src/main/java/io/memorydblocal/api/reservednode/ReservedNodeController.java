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
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Reservations as REST resources. */
@RestResource
@RequestMapping(path = "/v1/reserved-nodes", produces = MediaType.APPLICATION_JSON_VALUE)
class ReservedNodeController {

  private final ReservedNodeOperations reservations;

  ReservedNodeController(ReservedNodeOperations reservations) {
    this.reservations = reservations;
  }

  @GetMapping("")
  @Operation(
      summary =
          "A page of the reservations that were bought; those whose term is over are " + "retired")
  DescribeReservedNodesResponse describeReservedNodes(
      @FromRequest DescribeReservedNodesRequest request, @AuthenticationPrincipal Caller caller) {
    return reservations.describeReservedNodes(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Buys a reservation, which is active a second later and can't be given back")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ReservedNode> purchaseReservedNodesOffering(
      @FromRequest PurchaseReservedNodesOfferingRequest request,
      @AuthenticationPrincipal Caller caller) {
    ReservedNode created =
        reservations.purchaseReservedNodesOffering(request, caller).reservedNode();
    return Answers.created("/v1/reserved-nodes", created.reservationId(), created);
  }

  @GetMapping("/offerings")
  @Operation(summary = "A page of the reservations that can be bought in the region")
  DescribeReservedNodesOfferingsResponse describeReservedNodesOfferings(
      @FromRequest DescribeReservedNodesOfferingsRequest request,
      @AuthenticationPrincipal Caller caller) {
    return reservations.describeReservedNodesOfferings(request, caller);
  }

  @GetMapping("/{reservationId}")
  @Operation(summary = "One by name")
  ReservedNode getReservedNode(
      @FromRequest DescribeReservedNodesRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(reservations.describeReservedNodes(request, caller).reservedNodes());
  }
}
