package io.memorydblocal.api.snapshot;

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

/** Shapes of the snapshot operations; names and members as in the AWS service model. */
public final class SnapshotShapes {

  /** The default too. AWS states the default only. */
  static final int MAX_RESULTS = 50;

  /** The names of automated snapshots have dots in them, which nobody else's may have. */
  static final String EXISTING = "[a-zA-Z](?!.*--)[a-zA-Z0-9.-]{0,254}(?<!-)";

  private static final String MUST_EXIST = "must be the name of a snapshot";
  private static final int MAX_KEY_LENGTH = 2048;
  private static final int MAX_BUCKET_LENGTH = 255;

  private SnapshotShapes() {}

  /** Asks for a snapshot of a cluster. */
  public record CreateSnapshotRequest(
      @NotNull @Pattern(regexp = Names.SHORT) String clusterName,
      @NotNull @Pattern(regexp = Names.LONG) String snapshotName,
      @Nullable @Size(max = MAX_KEY_LENGTH) String kmsKeyId,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The snapshot as it was requested. */
  public record CreateSnapshotResponse(Snapshot snapshot) {}

  /** Asks for a copy of a snapshot, or for its export. */
  public record CopySnapshotRequest(
      @NotNull @Pattern(regexp = EXISTING, message = MUST_EXIST) String sourceSnapshotName,
      @NotNull @Pattern(regexp = Names.LONG) String targetSnapshotName,
      @Nullable
          @Size(max = MAX_BUCKET_LENGTH)
          @Pattern(regexp = "[A-Za-z0-9._-]+", message = "must be the name of an S3 bucket")
          String targetBucket,
      @Nullable @Size(max = MAX_KEY_LENGTH) String kmsKeyId,
      @Nullable @Size(max = TagShapes.MAX_LISTED) List<@NotNull @Valid Tag> tags) {}

  /** The copy as it was requested. */
  public record CopySnapshotResponse(Snapshot snapshot) {}

  /** Asks for one snapshot or a page of those that pass the filters. */
  public record DescribeSnapshotsRequest(
      @Nullable @Pattern(regexp = Names.SHORT) String clusterName,
      @Nullable @Pattern(regexp = EXISTING, message = MUST_EXIST) String snapshotName,
      @Nullable @Pattern(regexp = "system|user", message = "must be system or user") String source,
      @Nullable String nextToken,
      @Nullable @Min(Paging.MIN_RESULTS) @Max(MAX_RESULTS) Integer maxResults,
      @Nullable Boolean showDetail) {}

  /** Snapshots. */
  public record DescribeSnapshotsResponse(@Nullable String nextToken, List<Snapshot> snapshots)
      implements Paged {}

  /** Asks for the end of a snapshot. */
  public record DeleteSnapshotRequest(
      @NotNull @Pattern(regexp = EXISTING, message = MUST_EXIST) String snapshotName) {}

  /** The snapshot on its way out. */
  public record DeleteSnapshotResponse(Snapshot snapshot) {}

  /** A snapshot. */
  public record Snapshot(
      String name,
      String status,
      String source,
      @Nullable String kmsKeyId,
      String arn,
      ClusterConfiguration clusterConfiguration,
      String dataTiering) {}

  /** The cluster that a snapshot was taken of. */
  public record ClusterConfiguration(
      String name,
      String description,
      String nodeType,
      String engine,
      String engineVersion,
      String maintenanceWindow,
      @Nullable String topicArn,
      Integer port,
      String parameterGroupName,
      String subnetGroupName,
      @Nullable String vpcId,
      Integer snapshotRetentionLimit,
      String snapshotWindow,
      Integer numShards,
      @Nullable List<ShardDetail> shards,
      @Nullable String multiRegionParameterGroupName,
      @Nullable String multiRegionClusterName) {}

  /** One shard of a snapshot; without a time until it was taken. */
  public record ShardDetail(
      String name,
      ShardConfiguration configuration,
      @Nullable String size,
      @Nullable Instant snapshotCreationTime) {}

  /** What a shard was like. */
  public record ShardConfiguration(String slots, Integer replicaCount) {}
}
