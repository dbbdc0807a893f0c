package io.memorydblocal.api.multiregion;

import io.memorydblocal.api.multiregion.MultiRegionShapes.CreateMultiRegionClusterRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DeleteMultiRegionClusterRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionClustersRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionClustersResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.ListAllowedMultiRegionClusterUpdatesRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.ListAllowedMultiRegionClusterUpdatesResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.MultiRegionCluster;
import io.memorydblocal.api.multiregion.MultiRegionShapes.UpdateMultiRegionClusterRequest;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Multi-Region clusters as REST resources. */
@RestResource
@RequestMapping(path = "/v1/multi-region-clusters", produces = MediaType.APPLICATION_JSON_VALUE)
class MultiRegionClusterController {

  private final MultiRegionOperations clusters;

  MultiRegionClusterController(MultiRegionOperations clusters) {
    this.clusters = clusters;
  }

  @GetMapping("")
  @Operation(summary = "One by name, or a page of all; with members when asked for")
  DescribeMultiRegionClustersResponse describeMultiRegionClusters(
      @FromRequest DescribeMultiRegionClustersRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.describeMultiRegionClusters(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Makes one without members; clusters join it as they are created")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<MultiRegionCluster> createMultiRegionCluster(
      @FromRequest CreateMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    MultiRegionCluster created =
        clusters.createMultiRegionCluster(request, caller).multiRegionCluster();
    return Answers.created("/v1/multi-region-clusters", created.multiRegionClusterName(), created);
  }

  @GetMapping("/{multiRegionClusterName}")
  @Operation(summary = "One by name")
  MultiRegionCluster getMultiRegionCluster(
      @FromRequest DescribeMultiRegionClustersRequest request,
      @AuthenticationPrincipal Caller caller) {
    return Answers.one(clusters.describeMultiRegionClusters(request, caller).multiRegionClusters());
  }

  @PatchMapping("/{multiRegionClusterName}")
  @Operation(
      summary =
          "Changes one, and its members with it: all of them, or none when one isn't "
              + "available")
  @ResponseStatus(HttpStatus.ACCEPTED)
  MultiRegionCluster updateMultiRegionCluster(
      @FromRequest UpdateMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.updateMultiRegionCluster(request, caller).multiRegionCluster();
  }

  @DeleteMapping("/{multiRegionClusterName}")
  @Operation(summary = "Ends one that has no members")
  @ResponseStatus(HttpStatus.ACCEPTED)
  MultiRegionCluster deleteMultiRegionCluster(
      @FromRequest DeleteMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.deleteMultiRegionCluster(request, caller).multiRegionCluster();
  }

  @GetMapping("/{multiRegionClusterName}/node-type-updates")
  @Operation(summary = "The node types that one could get")
  ListAllowedMultiRegionClusterUpdatesResponse listAllowedMultiRegionClusterUpdates(
      @FromRequest ListAllowedMultiRegionClusterUpdatesRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.listAllowedMultiRegionClusterUpdates(request, caller);
  }
}
