package io.memorydblocal.api.multiregion;

import io.memorydblocal.api.cluster.ClusterShapes.ShardConfigurationRequest;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shapes of the operations on multi-Region clusters; names and members as in the AWS service model.
 */
public final class MultiRegionShapes {

  /** What a cluster's name may have behind the prefix and its hyphen. AWS doesn't state it. */
  private static final String SUFFIX = "[a-zA-Z0-9](?!.*--)[a-zA-Z0-9-]{0,33}(?<!-)";

  private MultiRegionShapes() {}

  /** Asks for a new one. */
  public record CreateMultiRegionClusterRequest(
      @NotNull
          @Pattern(
              regexp = SUFFIX,
              message =
                  "must have at most 34 letters, digits and hyphens; hyphens only between others")
          String multiRegionClusterNameSuffix,
      @Nullable @Size(max = 255) String description,
      @Nullable String engine,
      @Nullable String engineVersion,
      @NotNull String nodeType,
      @Nullable String multiRegionParameterGroupName,
      @Nullable @Min(1) Integer numShards,
      @Nullable Boolean tlsEnabled,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The multi-Region cluster as it was requested. */
  public record CreateMultiRegionClusterResponse(MultiRegionCluster multiRegionCluster) {}

  /** Asks for one or a page of all. */
  public record DescribeMultiRegionClustersRequest(
      @Nullable String multiRegionClusterName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken,
      @Nullable Boolean showClusterDetails) {}

  /** Multi-Region clusters. */
  public record DescribeMultiRegionClustersResponse(
      @Nullable String nextToken, List<MultiRegionCluster> multiRegionClusters) implements Paged {}

  /** Asks for one to be changed; what is absent stays as it is. */
  public record UpdateMultiRegionClusterRequest(
      @NotNull String multiRegionClusterName,
      @Nullable String nodeType,
      @Nullable @Size(max = 255) String description,
      @Nullable String engineVersion,
      @Nullable @Valid ShardConfigurationRequest shardConfiguration,
      @Nullable String multiRegionParameterGroupName,
      @Nullable
          @Pattern(
              regexp = "coordinated|uncoordinated",
              message = "must be coordinated or uncoordinated")
          String updateStrategy) {}

  /** The multi-Region cluster as it is about to change. */
  public record UpdateMultiRegionClusterResponse(MultiRegionCluster multiRegionCluster) {}

  /** Asks for the end of one. */
  public record DeleteMultiRegionClusterRequest(@NotNull String multiRegionClusterName) {}

  /** The multi-Region cluster on its way out. */
  public record DeleteMultiRegionClusterResponse(MultiRegionCluster multiRegionCluster) {}

  /** Asks for the node types that one could get. */
  public record ListAllowedMultiRegionClusterUpdatesRequest(
      @NotNull String multiRegionClusterName) {}

  /** Larger and smaller node types. */
  public record ListAllowedMultiRegionClusterUpdatesResponse(
      List<String> scaleUpNodeTypes, List<String> scaleDownNodeTypes) {}

  /** Asks for one parameter group or all. */
  public record DescribeMultiRegionParameterGroupsRequest(
      @Nullable String multiRegionParameterGroupName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Parameter groups. */
  public record DescribeMultiRegionParameterGroupsResponse(
      @Nullable String nextToken, List<MultiRegionParameterGroup> multiRegionParameterGroups)
      implements Paged {}

  /** Asks for a page of a group's parameters. */
  public record DescribeMultiRegionParametersRequest(
      @NotNull String multiRegionParameterGroupName,
      @Nullable
          @Pattern(
              regexp = "user|system|engine-default",
              message = "must be user, system or engine-default")
          String source,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken) {}

  /** Parameters. */
  public record DescribeMultiRegionParametersResponse(
      @Nullable String nextToken, List<MultiRegionParameter> multiRegionParameters)
      implements Paged {}

  /** A multi-Region cluster. */
  public record MultiRegionCluster(
      String multiRegionClusterName,
      @Nullable String description,
      String status,
      String nodeType,
      String engine,
      String engineVersion,
      Integer numberOfShards,
      @Nullable List<RegionalCluster> clusters,
      String multiRegionParameterGroupName,
      Boolean tlsEnabled,
      String arn) {}

  /** A member. */
  public record RegionalCluster(String clusterName, String region, String status, String arn) {}

  /** A parameter group. */
  public record MultiRegionParameterGroup(
      String name, String family, String description, String arn) {}

  /** A parameter with its value and where that comes from. */
  public record MultiRegionParameter(
      String name,
      @Nullable String value,
      String description,
      String source,
      String dataType,
      @Nullable String allowedValues,
      String minimumEngineVersion) {}
}
