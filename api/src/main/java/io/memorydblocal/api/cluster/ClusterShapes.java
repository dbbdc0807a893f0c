package io.memorydblocal.api.cluster;

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

/** Shapes of the cluster operations; names and members as in the AWS service model. */
public final class ClusterShapes {

  /** The cluster bus has the port 10,000 above. AWS doesn't state a range. */
  static final int MAX_PORT = 55_535;

  static final int MIN_PORT = 1_024;

  /** How many replicas a shard can have. */
  public static final int MAX_REPLICAS = 5;

  static final int MAX_RETENTION_DAYS = 35;

  private static final String SECURITY_GROUP = "sg-[0-9a-zA-Z-]{1,40}";
  private static final String TOPIC = "arn:aws[a-z-]*:sns:[^:]+:\\d{12}:\\S+";

  private ClusterShapes() {}

  /** Asks for a new cluster. */
  public record CreateClusterRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName,
      @NotNull String nodeType,
      @Nullable String multiRegionClusterName,
      @Nullable String parameterGroupName,
      @Nullable @Size(max = 255) String description,
      @Nullable @Min(1) Integer numShards,
      @Nullable @Min(0) @Max(MAX_REPLICAS) Integer numReplicasPerShard,
      @Nullable String subnetGroupName,
      @Nullable
          List<
              @NotNull @Pattern(regexp = SECURITY_GROUP, message = "must be ids of security groups")
              String>
          securityGroupIds,
      @Nullable String maintenanceWindow,
      @Nullable @Min(MIN_PORT) @Max(MAX_PORT) Integer port,
      @Nullable @Pattern(regexp = TOPIC, message = "must be the ARN of an SNS topic")
          String snsTopicArn,
      @Nullable Boolean tlsEnabled,
      @Nullable @Size(max = 2048) String kmsKeyId,
      @Nullable List<@NotNull String> snapshotArns,
      @Nullable String snapshotName,
      @Nullable @Min(0) @Max(MAX_RETENTION_DAYS) Integer snapshotRetentionLimit,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags,
      @Nullable String snapshotWindow,
      @NotNull @Pattern(regexp = Names.SHORT) String aclName,
      @Nullable String engine,
      @Nullable String engineVersion,
      @Nullable Boolean autoMinorVersionUpgrade,
      @Nullable Boolean dataTiering,
      @Nullable
          @Pattern(regexp = "ipv4|ipv6|dual_stack", message = "must be ipv4, ipv6 or dual_stack")
          String networkType,
      @Nullable @Pattern(regexp = "ipv4|ipv6", message = "must be ipv4 or ipv6")
          String ipDiscovery) {

    /** The same with what members of a multi-Region cluster have in common. */
    CreateClusterRequest as(int shards, String commonEngine, String version, boolean tls) {
      return new CreateClusterRequest(
          clusterName,
          nodeType,
          multiRegionClusterName,
          null,
          description,
          shards,
          numReplicasPerShard,
          subnetGroupName,
          securityGroupIds,
          maintenanceWindow,
          port,
          snsTopicArn,
          tls,
          kmsKeyId,
          snapshotArns,
          snapshotName,
          snapshotRetentionLimit,
          tags,
          snapshotWindow,
          aclName,
          commonEngine,
          version,
          autoMinorVersionUpgrade,
          dataTiering,
          networkType,
          ipDiscovery);
    }
  }

  /** The cluster as it was requested. */
  public record CreateClusterResponse(Cluster cluster) {}

  /** Asks for one cluster or a page of all. */
  public record DescribeClustersRequest(
      @Nullable @Pattern(regexp = Names.SHORT) String clusterName,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(Paging.MAX_RESULTS) Integer maxResults,
      @Nullable String nextToken,
      @Nullable Boolean showShardDetails) {}

  /** Clusters. */
  public record DescribeClustersResponse(@Nullable String nextToken, List<Cluster> clusters)
      implements Paged {}

  /** Asks for a cluster to be changed; what is absent stays as it is. */
  public record UpdateClusterRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName,
      @Nullable @Size(max = 255) String description,
      @Nullable
          List<
              @NotNull @Pattern(regexp = SECURITY_GROUP, message = "must be ids of security groups")
              String>
          securityGroupIds,
      @Nullable String maintenanceWindow,
      @Nullable
          @Pattern(regexp = TOPIC + "|", message = "must be the ARN of an SNS topic, or empty")
          String snsTopicArn,
      @Nullable @Pattern(regexp = "(?i)active|inactive", message = "must be active or inactive")
          String snsTopicStatus,
      @Nullable String parameterGroupName,
      @Nullable String snapshotWindow,
      @Nullable @Min(0) @Max(MAX_RETENTION_DAYS) Integer snapshotRetentionLimit,
      @Nullable String nodeType,
      @Nullable String engine,
      @Nullable String engineVersion,
      @Nullable @Valid ReplicaConfigurationRequest replicaConfiguration,
      @Nullable @Valid ShardConfigurationRequest shardConfiguration,
      @Nullable @Pattern(regexp = Names.SHORT) String aclName,
      @Nullable @Pattern(regexp = "ipv4|ipv6", message = "must be ipv4 or ipv6")
          String ipDiscovery) {

    /** Asks for other numbers of shards or replicas; what is absent stays. */
    public static UpdateClusterRequest resizing(
        String clusterName, @Nullable Integer shards, @Nullable Integer replicas) {
      return new UpdateClusterRequest(
          clusterName,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          replicas == null ? null : new ReplicaConfigurationRequest(replicas),
          shards == null ? null : new ShardConfigurationRequest(shards),
          null,
          null);
    }
  }

  /** How many replicas each shard is to have. */
  public record ReplicaConfigurationRequest(
      @Nullable @Min(0) @Max(MAX_REPLICAS) Integer replicaCount) {}

  /** How many shards there are to be. */
  public record ShardConfigurationRequest(@Nullable @Min(1) Integer shardCount) {}

  /** The cluster as it is about to change. */
  public record UpdateClusterResponse(Cluster cluster) {}

  /** Asks for a replica to become the primary of its shard. */
  public record FailoverShardRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName, @NotNull String shardName) {}

  /** The cluster, which stays available. */
  public record FailoverShardResponse(Cluster cluster) {}

  /** Asks for the end of a cluster. */
  public record DeleteClusterRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName,
      @Nullable String multiRegionClusterName,
      @Nullable @Pattern(regexp = Names.LONG) String finalSnapshotName) {}

  /** The cluster on its way out. */
  public record DeleteClusterResponse(Cluster cluster) {}

  /** Asks what other node types a cluster may be given. */
  public record ListAllowedNodeTypeUpdatesRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName) {}

  /** Names of node types, the smallest first. */
  public record ListAllowedNodeTypeUpdatesResponse(
      List<String> scaleUpNodeTypes, List<String> scaleDownNodeTypes) {}

  /** A cluster. */
  public record Cluster(
      String name,
      @Nullable String description,
      String status,
      @Nullable PendingUpdates pendingUpdates,
      @Nullable String multiRegionClusterName,
      Integer numberOfShards,
      @Nullable List<Shard> shards,
      String availabilityMode,
      Endpoint clusterEndpoint,
      String nodeType,
      String engine,
      String engineVersion,
      String enginePatchVersion,
      String parameterGroupName,
      String parameterGroupStatus,
      @Nullable List<SecurityGroupMembership> securityGroups,
      String subnetGroupName,
      Boolean tlsEnabled,
      @Nullable String kmsKeyId,
      String arn,
      @Nullable String snsTopicArn,
      @Nullable String snsTopicStatus,
      Integer snapshotRetentionLimit,
      String maintenanceWindow,
      String snapshotWindow,
      String aclName,
      Boolean autoMinorVersionUpgrade,
      String dataTiering,
      String networkType,
      String ipDiscovery) {}

  /** What is changing about a cluster. */
  public record PendingUpdates(
      @Nullable ReshardingStatus resharding,
      @Nullable ACLsUpdateStatus acls,
      @Nullable List<PendingModifiedServiceUpdate> serviceUpdates) {}

  /** How far the slots have moved. */
  public record ReshardingStatus(SlotMigration slotMigration) {}

  /** How many of the slots that move have moved. */
  public record SlotMigration(Double progressPercentage) {}

  /** The access control list that not every node has yet. */
  public record ACLsUpdateStatus(String aclToApply) {}

  /** A service update that a cluster lacks, or gets. */
  public record PendingModifiedServiceUpdate(String serviceUpdateName, String status) {}

  /** A shard. */
  public record Shard(
      String name, String status, String slots, List<Node> nodes, Integer numberOfNodes) {}

  /** A node. */
  public record Node(
      String name, String status, String availabilityZone, Instant createTime, Endpoint endpoint) {}

  /** Where clients connect to; without an address until there is something to connect to. */
  public record Endpoint(@Nullable String address, Integer port) {}

  /** A security group that a cluster is in. */
  public record SecurityGroupMembership(String securityGroupId, String status) {}
}
