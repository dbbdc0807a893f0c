package io.memorydblocal.api.cluster;

import io.memorydblocal.api.cluster.ClusterShapes.Cluster;
import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.DeleteClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.DescribeClustersRequest;
import io.memorydblocal.api.cluster.ClusterShapes.DescribeClustersResponse;
import io.memorydblocal.api.cluster.ClusterShapes.FailoverShardRequest;
import io.memorydblocal.api.cluster.ClusterShapes.ListAllowedNodeTypeUpdatesRequest;
import io.memorydblocal.api.cluster.ClusterShapes.ListAllowedNodeTypeUpdatesResponse;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
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

/** Clusters as REST resources. */
@RestResource
@RequestMapping("/v1/clusters")
class ClusterController {

  private final ClusterOperations clusters;
  private final ClusterUpdateOperations updates;

  ClusterController(ClusterOperations clusters, ClusterUpdateOperations updates) {
    this.clusters = clusters;
    this.updates = updates;
  }

  @GetMapping("")
  DescribeClustersResponse list(
      @FromRequest DescribeClustersRequest request, @AuthenticationPrincipal Caller caller) {
    return clusters.describeClusters(request, caller);
  }

  @PostMapping("")
  ResponseEntity<Cluster> create(
      @FromRequest CreateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    Cluster created = clusters.createCluster(request, caller).cluster();
    return Answers.created("/v1/clusters", created.name(), created);
  }

  @GetMapping("/{clusterName}")
  Cluster get(
      @FromRequest DescribeClustersRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(clusters.describeClusters(request, caller).clusters());
  }

  @PatchMapping("/{clusterName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster update(
      @FromRequest UpdateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.updateCluster(request, caller).cluster();
  }

  @DeleteMapping("/{clusterName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster delete(
      @FromRequest DeleteClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return clusters.deleteCluster(request, caller).cluster();
  }

  @PostMapping("/{clusterName}/failover")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster failover(
      @FromRequest FailoverShardRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.failoverShard(request, caller).cluster();
  }

  @GetMapping("/{clusterName}/node-type-updates")
  ListAllowedNodeTypeUpdatesResponse nodeTypeUpdates(
      @FromRequest ListAllowedNodeTypeUpdatesRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.listAllowedNodeTypeUpdates(request, caller);
  }
}
