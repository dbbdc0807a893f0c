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
import org.springframework.http.HttpStatus;
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
@RequestMapping("/v1/multi-region-clusters")
class MultiRegionClusterController {

  private final MultiRegionOperations clusters;

  MultiRegionClusterController(MultiRegionOperations clusters) {
    this.clusters = clusters;
  }

  @GetMapping("")
  DescribeMultiRegionClustersResponse list(
      @FromRequest DescribeMultiRegionClustersRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.describeMultiRegionClusters(request, caller);
  }

  @PostMapping("")
  ResponseEntity<MultiRegionCluster> create(
      @FromRequest CreateMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    MultiRegionCluster created =
        clusters.createMultiRegionCluster(request, caller).multiRegionCluster();
    return Answers.created("/v1/multi-region-clusters", created.multiRegionClusterName(), created);
  }

  @GetMapping("/{multiRegionClusterName}")
  MultiRegionCluster get(
      @FromRequest DescribeMultiRegionClustersRequest request,
      @AuthenticationPrincipal Caller caller) {
    return Answers.one(clusters.describeMultiRegionClusters(request, caller).multiRegionClusters());
  }

  @PatchMapping("/{multiRegionClusterName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  MultiRegionCluster update(
      @FromRequest UpdateMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.updateMultiRegionCluster(request, caller).multiRegionCluster();
  }

  @DeleteMapping("/{multiRegionClusterName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  MultiRegionCluster delete(
      @FromRequest DeleteMultiRegionClusterRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.deleteMultiRegionCluster(request, caller).multiRegionCluster();
  }

  @GetMapping("/{multiRegionClusterName}/node-type-updates")
  ListAllowedMultiRegionClusterUpdatesResponse nodeTypeUpdates(
      @FromRequest ListAllowedMultiRegionClusterUpdatesRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.listAllowedMultiRegionClusterUpdates(request, caller);
  }
}
