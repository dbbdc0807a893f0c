package io.memorydblocal.api.serviceupdate;

import io.memorydblocal.api.cluster.ClusterShapes.Cluster;
import io.memorydblocal.api.operation.Paging;
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

/** Shapes of the operations on service updates; names and members as in the AWS service model. */
public final class ServiceUpdateShapes {

  static final int MAX_CLUSTERS = 20;
  static final int MAX_STATUSES = 4;

  private ServiceUpdateShapes() {}

  /** Asks for a page of the service updates of clusters. */
  public record DescribeServiceUpdatesRequest(
      @Nullable String serviceUpdateName,
      @Nullable @Size(max = MAX_CLUSTERS) List<@NotNull String> clusterNames,
      @Nullable @Size(max = MAX_STATUSES)
          List<
                  @NotNull
                  @Pattern(
                      regexp = "available|in-progress|complete|scheduled",
                      message = "must be available, in-progress, complete or scheduled")
                  String>
              status,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Service updates of clusters. */
  public record DescribeServiceUpdatesResponse(
      @Nullable String nextToken, List<ServiceUpdate> serviceUpdates) implements Paged {}

  /** A service update of one cluster. */
  public record ServiceUpdate(
      String clusterName,
      String serviceUpdateName,
      Instant releaseDate,
      String description,
      String status,
      String type,
      String engine,
      String nodesUpdated,
      @Nullable Instant autoUpdateStartDate) {}

  /** Asks to apply a service update to clusters. */
  public record BatchUpdateClusterRequest(
      @NotNull @Size(min = 1, max = MAX_CLUSTERS) List<@NotNull String> clusterNames,
      @NotNull @Valid ServiceUpdateRequest serviceUpdate) {}

  /** Names a service update. */
  public record ServiceUpdateRequest(@NotNull String serviceUpdateNameToApply) {}

  /** The clusters that the update is applied to, and those that it isn't. */
  public record BatchUpdateClusterResponse(
      List<Cluster> processedClusters, List<UnprocessedCluster> unprocessedClusters) {}

  /** A cluster that an update isn't applied to, and why. */
  public record UnprocessedCluster(String clusterName, String errorType, String errorMessage) {}
}
