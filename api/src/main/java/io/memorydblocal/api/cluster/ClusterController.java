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

/** Clusters as REST resources. */
@RestResource
@RequestMapping(path = "/v1/clusters", produces = MediaType.APPLICATION_JSON_VALUE)
class ClusterController {

  private final ClusterOperations clusters;
  private final ClusterUpdateOperations updates;

  ClusterController(ClusterOperations clusters, ClusterUpdateOperations updates) {
    this.clusters = clusters;
    this.updates = updates;
  }

  @GetMapping("")
  @Operation(
      summary = "One cluster by name, or a page of all; with shards and nodes when asked for")
  DescribeClustersResponse describeClusters(
      @FromRequest DescribeClustersRequest request, @AuthenticationPrincipal Caller caller) {
    return clusters.describeClusters(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Accepts a new cluster; it is created after the answer")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<Cluster> createCluster(
      @FromRequest CreateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    Cluster created = clusters.createCluster(request, caller).cluster();
    return Answers.created("/v1/clusters", created.name(), created);
  }

  @GetMapping("/{clusterName}")
  @Operation(summary = "One by name")
  Cluster getCluster(
      @FromRequest DescribeClustersRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(clusters.describeClusters(request, caller).clusters());
  }

  @PatchMapping("/{clusterName}")
  @Operation(
      summary = "Changes a cluster",
      description =
          "What is only recorded holds at once; what has to reach the nodes does so "
              + "after the answer, which shows already that it is on its way.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster updateCluster(
      @FromRequest UpdateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.updateCluster(request, caller).cluster();
  }

  @DeleteMapping("/{clusterName}")
  @Operation(
      summary =
          "Begins to delete a cluster; nothing of it is left in the end but snapshots, "
              + "if asked for")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster deleteCluster(
      @FromRequest DeleteClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return clusters.deleteCluster(request, caller).cluster();
  }

  @PostMapping("/{clusterName}/failover")
  @Operation(summary = "Makes a replica the primary of its shard, and the primary its replica")
  @ResponseStatus(HttpStatus.ACCEPTED)
  Cluster failoverShard(
      @FromRequest FailoverShardRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.failoverShard(request, caller).cluster();
  }

  @GetMapping("/{clusterName}/node-type-updates")
  @Operation(
      summary =
          "The node types that a cluster can be scaled to: a smaller one only if the "
              + "data fit into it")
  ListAllowedNodeTypeUpdatesResponse listAllowedNodeTypeUpdates(
      @FromRequest ListAllowedNodeTypeUpdatesRequest request,
      @AuthenticationPrincipal Caller caller) {
    return clusters.listAllowedNodeTypeUpdates(request, caller);
  }
}
