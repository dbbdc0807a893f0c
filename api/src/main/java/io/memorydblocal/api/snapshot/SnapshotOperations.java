package io.memorydblocal.api.snapshot;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.SNAPSHOT_QUOTA_EXCEEDED;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.snapshot.SnapshotShapes.CopySnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.CopySnapshotResponse;
import io.memorydblocal.api.snapshot.SnapshotShapes.CreateSnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.CreateSnapshotResponse;
import io.memorydblocal.api.snapshot.SnapshotShapes.DeleteSnapshotRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.DeleteSnapshotResponse;
import io.memorydblocal.api.snapshot.SnapshotShapes.DescribeSnapshotsRequest;
import io.memorydblocal.api.snapshot.SnapshotShapes.DescribeSnapshotsResponse;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.SnapshotRepository;
import io.memorydblocal.provisioning.snapshot.SnapshotSource;
import io.memorydblocal.provisioning.snapshot.Snapshots;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The operations on snapshots. */
@Operations
public class SnapshotOperations {

  private static final Duration QUOTA_PERIOD = Duration.ofHours(24);

  private final SnapshotRepository repository;
  private final Snapshots snapshots;
  private final ClusterRepository clusters;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;
  private final ProvisioningProperties.Quota quota;

  SnapshotOperations(
      SnapshotRepository repository,
      Snapshots snapshots,
      ClusterRepository clusters,
      CreationLock lock,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.repository = repository;
    this.snapshots = snapshots;
    this.clusters = clusters;
    this.lock = lock;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota();
  }

  /** Accepts a snapshot of an available cluster, which is kept as it is until it is taken. */
  @AwsOperation("CreateSnapshot")
  public CreateSnapshotResponse createSnapshot(
      @Valid CreateSnapshotRequest request, Caller caller) {
    Scope scope = caller.scope();
    lock.acquire(scope, ResourceType.SNAPSHOT);
    Cluster cluster = clusters.require(scope, Names.normalise(request.clusterName()));
    cluster.startSnapshot();
    clusters.save(cluster);
    requireQuota(cluster.id(), cluster.name());
    Snapshot snapshot =
        snapshots.take(
            cluster,
            Names.normalise(request.snapshotName()),
            keyArn(request.kmsKeyId(), scope),
            TagShapes.byKey(request.tags()));
    return new CreateSnapshotResponse(SnapshotShapeOf.snapshot(snapshot, false, false));
  }

  /** Accepts a copy of an available snapshot, or its export to a bucket. */
  @AwsOperation("CopySnapshot")
  public CopySnapshotResponse copySnapshot(@Valid CopySnapshotRequest request, Caller caller) {
    Scope scope = caller.scope();
    lock.acquire(scope, ResourceType.SNAPSHOT);
    Snapshot source = repository.require(scope, Names.normalise(request.sourceSnapshotName()));
    if (request.targetBucket() != null) {
      Snapshot export = export(source, request, request.targetBucket());
      return new CopySnapshotResponse(SnapshotShapeOf.snapshot(export, false, false));
    }
    requireQuota(source.clusterId(), source.configuration().name());
    Snapshot copy =
        snapshots.copy(
            source,
            Names.normalise(request.targetSnapshotName()),
            keyArn(request.kmsKeyId(), scope),
            TagShapes.byKey(request.tags()));
    return new CopySnapshotResponse(SnapshotShapeOf.snapshot(copy, false, false));
  }

  /** One snapshot by name, or a page of those that pass the filters; with shards if asked for. */
  @AwsOperation("DescribeSnapshots")
  public DescribeSnapshotsResponse describeSnapshots(
      @Valid DescribeSnapshotsRequest request, Caller caller) {
    Scope scope = caller.scope();
    String cluster = request.clusterName() == null ? null : Names.normalise(request.clusterName());
    List<SnapshotSource> sources = sources(request.source());
    Page<Snapshot> page =
        request.snapshotName() == null
            ? page(request, scope, cluster, sources)
            : one(Names.normalise(request.snapshotName()), scope, cluster, sources);
    boolean shards = Boolean.TRUE.equals(request.showDetail());
    return new DescribeSnapshotsResponse(page.nextToken(), shapes(page.items(), shards));
  }

  /** Begins to delete a snapshot; copies of it stay. */
  @AwsOperation("DeleteSnapshot")
  public DeleteSnapshotResponse deleteSnapshot(
      @Valid DeleteSnapshotRequest request, Caller caller) {
    Scope scope = caller.scope();
    lock.acquire(scope, ResourceType.SNAPSHOT);
    Snapshot snapshot = repository.require(scope, Names.normalise(request.snapshotName()));
    snapshot.startDeleting();
    snapshots.requireUnused(snapshot);
    repository.save(snapshot);
    reconciliations.request(snapshot);
    return new DeleteSnapshotResponse(SnapshotShapeOf.snapshot(snapshot, false, false));
  }

  /** What is in a customer's bucket is encrypted with no key of ours, and moved to no disk. */
  private Snapshot export(Snapshot source, CopySnapshotRequest request, String bucket) {
    if (request.kmsKeyId() != null || source.kmsKeyId() != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "A snapshot that is encrypted with a customer's key can't be exported, nor can KmsKeyId"
              + " be given with TargetBucket.");
    }
    if (source.configuration().dataTiering()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "A snapshot of a cluster with data tiering can't be exported.");
    }
    return snapshots.export(source, Names.normalise(request.targetSnapshotName()), bucket);
  }

  private List<SnapshotShapes.Snapshot> shapes(List<Snapshot> described, boolean withShards) {
    Set<UUID> restoring =
        described.isEmpty()
            ? Set.of()
            : clusters.findRestoring(described.stream().map(Snapshot::id).toList());
    return described.stream()
        .map(
            snapshot ->
                SnapshotShapeOf.snapshot(snapshot, withShards, restoring.contains(snapshot.id())))
        .toList();
  }

  private Page<Snapshot> page(
      DescribeSnapshotsRequest request,
      Scope scope,
      @Nullable String cluster,
      List<SnapshotSource> sources) {
    return paging.page(
        "DescribeSnapshots %s %s %s".formatted(scope, cluster, sources),
        Objects.requireNonNullElse(request.maxResults(), SnapshotShapes.MAX_RESULTS),
        request.nextToken(),
        (after, limit) ->
            cluster == null
                ? repository.findPage(scope, sources, after, limit)
                : repository.findPageOf(cluster, scope, sources, after, limit),
        Snapshot::name);
  }

  /** The filters count here too: a snapshot that doesn't pass them makes an empty list. */
  private Page<Snapshot> one(
      String name, Scope scope, @Nullable String cluster, List<SnapshotSource> sources) {
    Snapshot snapshot = repository.require(scope, name);
    boolean passes =
        sources.contains(snapshot.source())
            && (cluster == null || cluster.equals(snapshot.configuration().name()));
    return passes ? Page.of(snapshot) : new Page<>(List.of(), null);
  }

  /** Requests say by whom a snapshot was made, answers how. */
  private static List<SnapshotSource> sources(@Nullable String source) {
    if (source == null) {
      return List.of(SnapshotSource.values());
    }
    return List.of(source.equals("user") ? SnapshotSource.MANUAL : SnapshotSource.AUTOMATED);
  }

  /** Counts those that are still there. */
  private void requireQuota(UUID clusterId, String clusterName) {
    int most = quota.snapshotsPerClusterAndDay();
    if (repository.countManual(clusterId, clock.instant().minus(QUOTA_PERIOD)) >= most) {
      throw new MemoryDbException(
          SNAPSHOT_QUOTA_EXCEEDED,
          "There can be at most %d manual snapshots of cluster %s within 24 hours."
              .formatted(most, clusterName));
    }
  }

  private static @Nullable String keyArn(@Nullable String key, Scope scope) {
    return key == null ? null : Arn.ofKey(scope, key);
  }
}
