package io.memorydblocal.provisioning.snapshot;

import static java.util.Comparator.comparing;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotDeleted;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotExported;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotFailed;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotStored;
import io.memorydblocal.provisioning.snapshot.SnapshotEvents.SnapshotSucceeded;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** A snapshot of a whole cluster, or a copy of one. Every change of its state is a method here. */
@Entity
public class Snapshot extends AbstractAggregateRoot<Snapshot> implements Reconcilable {

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;

  @Enumerated(EnumType.STRING)
  private SnapshotStatus status;

  @Enumerated(EnumType.STRING)
  private SnapshotSource source;

  private @Nullable String kmsKeyId;
  @Column private Instant createdAt;
  private UUID clusterId;
  private @Nullable UUID copiedFrom;
  private @Nullable String targetBucket;
  @Embedded private ClusterConfiguration configuration;

  @ElementCollection
  @CollectionTable(name = "snapshot_shard", joinColumns = @JoinColumn(name = "snapshot_id"))
  private Set<SnapshotShard> shards = new HashSet<>();

  @Transient private boolean ended;

  protected Snapshot() {}

  private Snapshot(
      Scope scope,
      String name,
      SnapshotSource source,
      @Nullable String kmsKeyId,
      UUID clusterId,
      @Nullable UUID copiedFrom,
      ClusterConfiguration configuration,
      Stream<SnapshotShard> shards,
      Instant now) {
    this.id = UUID.randomUUID();
    this.scope = scope;
    this.name = name;
    this.arn = Arn.of(scope, ResourceType.SNAPSHOT, name);
    this.status = SnapshotStatus.CREATING;
    this.source = source;
    this.kmsKeyId = kmsKeyId;
    this.createdAt = now;
    this.clusterId = clusterId;
    this.copiedFrom = copiedFrom;
    this.configuration = configuration;
    this.shards = shards.collect(Collectors.toCollection(HashSet::new));
  }

  /**
   * A new snapshot, to be taken of a cluster as it is now.
   *
   * @param kmsKeyId the ARN of its key; none means the cluster's
   */
  public static Snapshot requested(
      Cluster cluster, String name, SnapshotSource source, @Nullable String kmsKeyId, Instant now) {
    return new Snapshot(
        cluster.scope(),
        name,
        source,
        kmsKeyId == null ? cluster.storage().kmsKeyId() : kmsKeyId,
        cluster.id(),
        null,
        ClusterConfiguration.of(cluster),
        cluster.shards().stream().map(SnapshotShard::toTake),
        now);
  }

  /**
   * A manual snapshot with the same content, to be made from this one.
   *
   * @param otherKmsKeyId the ARN of the copy's key; none means the same
   * @throws MemoryDbException InvalidSnapshotStateFault unless this one is available
   */
  public Snapshot copy(String copyName, @Nullable String otherKmsKeyId, Instant now) {
    requireAvailable("copying");
    return new Snapshot(
        scope,
        copyName,
        SnapshotSource.MANUAL,
        otherKmsKeyId == null ? kmsKeyId : otherKmsKeyId,
        clusterId,
        id,
        configuration,
        shards.stream(),
        now);
  }

  /**
   * A snapshot that only lasts until this one's data are in a customer's bucket.
   *
   * @throws MemoryDbException InvalidSnapshotStateFault unless this one is available
   */
  public Snapshot export(String exportName, String bucket, Instant now) {
    requireAvailable("exporting");
    Snapshot export = copy(exportName, null, now);
    export.status = SnapshotStatus.EXPORTING;
    export.targetBucket = bucket;
    return export;
  }

  /**
   * Does nothing for an available snapshot.
   *
   * @param purpose what it would be needed for
   * @throws MemoryDbException InvalidSnapshotStateFault for any other
   */
  public void requireAvailable(String purpose) {
    if (status != SnapshotStatus.AVAILABLE) {
      throw notValidFor(purpose);
    }
  }

  /**
   * Begins to delete the snapshot. Copies of it stay.
   *
   * @throws MemoryDbException InvalidSnapshotStateFault while it is created or already deleted
   */
  public void startDeleting() {
    if (status != SnapshotStatus.AVAILABLE && status != SnapshotStatus.FAILED) {
      throw notValidFor("deletion");
    }
    status = status.to(SnapshotStatus.DELETING);
  }

  /** True while there is a shard to be taken of the cluster. */
  boolean lacksShards() {
    return status == SnapshotStatus.CREATING
        && shards.stream().anyMatch(shard -> shard.takenAt() == null);
  }

  /** Every shard was taken: what of each, by the shard's name. */
  void shardsTaken(Map<String, TakenShard> taken, Instant now) {
    shards =
        shards.stream()
            .map(
                shard -> {
                  TakenShard part = Objects.requireNonNull(taken.get(shard.name()));
                  return shard.taken(part.nodeName(), part.size(), now);
                })
            .collect(Collectors.toCollection(HashSet::new));
  }

  /** What was taken of a shard: from which node, and how many bytes. */
  record TakenShard(String nodeName, long size) {}

  /** Ends an export: its data are in the bucket. */
  void exported(Instant now) {
    ended = true;
    registerEvent(
        new SnapshotExported(
            scope, configuration.name(), name, Objects.requireNonNull(targetBucket), arn, now));
  }

  void becomeAvailable(Instant now) {
    status = status.to(SnapshotStatus.AVAILABLE);
    long bytes = shards.stream().mapToLong(SnapshotShard::storedBytes).sum();
    registerEvent(new SnapshotStored(scope, configuration.name(), id, arn, bytes, now));
    if (!isCopy()) {
      shards()
          .forEach(
              shard ->
                  registerEvent(
                      new SnapshotSucceeded(
                          scope, configuration.name(), name, shard.nodeName(), now)));
    }
  }

  /** Gives up making it, for a reason that a user can read. */
  void failed(String reason, Instant now) {
    status = status.to(SnapshotStatus.FAILED);
    shards()
        .forEach(
            shard ->
                registerEvent(
                    new SnapshotFailed(
                        scope, configuration.name(), name, shard.nodeName(), reason, now)));
  }

  /** Ends it. */
  void deleted(Instant now) {
    ended = true;
    registerEvent(new SnapshotDeleted(scope, configuration.name(), id, name, arn, now));
  }

  /** True for an automated snapshot that was kept for as many days as its cluster wanted. */
  boolean hasExpired(Instant now) {
    Duration kept = Duration.ofDays(Math.max(1, configuration.snapshotRetentionLimit()));
    return source == SnapshotSource.AUTOMATED && !createdAt.plus(kept).isAfter(now);
  }

  boolean hasEnded() {
    return ended;
  }

  /** True when it is made from another snapshot, so that no cluster waits for it. */
  boolean isCopy() {
    return copiedFrom != null;
  }

  /** The snapshot that it is made from, if it is. */
  @Nullable UUID copiedFrom() {
    return copiedFrom;
  }

  /** The customer's bucket that it is written to, if it only is for that. */
  @Nullable String targetBucket() {
    return targetBucket;
  }

  private MemoryDbException notValidFor(String purpose) {
    return new MemoryDbException(
        Fault.INVALID_SNAPSHOT_STATE,
        "Snapshot %s has status %s which is not valid for %s."
            .formatted(name, status.wireName(), purpose));
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String reconciler() {
    return SnapshotReconciler.NAME;
  }

  @Override
  public long version() {
    return version == null ? 0 : version;
  }

  public Scope scope() {
    return scope;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public SnapshotStatus status() {
    return status;
  }

  public SnapshotSource source() {
    return source;
  }

  /** The ARN of the key it is encrypted with, if a customer's. */
  public @Nullable String kmsKeyId() {
    return kmsKeyId;
  }

  /** The cluster that it, or what it was copied from, was taken of. It may be gone. */
  public UUID clusterId() {
    return clusterId;
  }

  public ClusterConfiguration configuration() {
    return configuration;
  }

  /** Its shards in the order of their names. */
  public List<SnapshotShard> shards() {
    return shards.stream().sorted(comparing(SnapshotShard::name)).toList();
  }
}
