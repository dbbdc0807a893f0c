package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterDeleted;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Has snapshots made, and has those go that their cluster takes with it. Whoever asks for one holds
 * the lock on the creation of snapshots.
 */
@Component
public class Snapshots {

  /** The status that a user sees while a cluster is restored from a snapshot. */
  public static final String RESTORING = "restoring";

  private final SnapshotRepository repository;
  private final ClusterRepository clusters;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Clock clock;

  Snapshots(
      SnapshotRepository repository,
      ClusterRepository clusters,
      Tags tags,
      Reconciliations reconciliations,
      Clock clock) {
    this.repository = repository;
    this.clusters = clusters;
    this.tags = tags;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  /**
   * Asks for a manual snapshot of a cluster that has been told of it.
   *
   * @param kmsKeyId the ARN of its key; none means the cluster's
   * @param givenTags its tags; none means the cluster's
   */
  public Snapshot take(
      Cluster cluster,
      String name,
      @Nullable String kmsKeyId,
      Map<String, @Nullable String> givenTags) {
    repository.requireFree(cluster.scope(), name);
    return request(
        Snapshot.requested(cluster, name, SnapshotSource.MANUAL, kmsKeyId, clock.instant()),
        givenTags,
        cluster.arn());
  }

  /** Asks for an automated snapshot of a cluster that has been told of it. */
  public Snapshot takeAutomatically(Cluster cluster, String name) {
    repository.requireFree(cluster.scope(), name);
    return request(
        Snapshot.requested(cluster, name, SnapshotSource.AUTOMATED, null, clock.instant()),
        Map.of(),
        cluster.arn());
  }

  /** Asks for a snapshot's data to be written to a customer's bucket. */
  public Snapshot export(Snapshot source, String name, String bucket) {
    repository.requireFree(source.scope(), name);
    return request(source.export(name, bucket, clock.instant()), Map.of(), source.arn());
  }

  /**
   * Does nothing unless a snapshot is still needed.
   *
   * @throws MemoryDbException InvalidSnapshotStateFault while a copy is made from it, a cluster is
   *     restored from it, or a stopped cluster is to be started from it
   */
  public void requireUnused(Snapshot snapshot) {
    if (clusters.isStoppedWith(snapshot.id())) {
      throw new MemoryDbException(
          Fault.INVALID_SNAPSHOT_STATE,
          "Snapshot %s has the data of cluster %s, which is stopped."
              .formatted(snapshot.name(), snapshot.configuration().name()));
    }
    String use = null;
    if (repository.isBeingCopied(snapshot.id())) {
      use = "copying";
    } else if (!clusters.findRestoring(List.of(snapshot.id())).isEmpty()) {
      use = RESTORING;
    }
    if (use != null) {
      throw new MemoryDbException(
          Fault.INVALID_SNAPSHOT_STATE,
          "Snapshot %s has status %s which is not valid for deletion."
              .formatted(snapshot.name(), use));
    }
  }

  /**
   * Asks for a copy of a snapshot.
   *
   * @param kmsKeyId the ARN of its key; none means the source's
   * @param givenTags its tags; none means the source's
   */
  public Snapshot copy(
      Snapshot source,
      String name,
      @Nullable String kmsKeyId,
      Map<String, @Nullable String> givenTags) {
    repository.requireFree(source.scope(), name);
    return request(source.copy(name, kmsKeyId, clock.instant()), givenTags, source.arn());
  }

  private Snapshot request(
      Snapshot snapshot, Map<String, @Nullable String> givenTags, String inheritsFrom) {
    Snapshot saved = repository.save(snapshot);
    tags.put(saved.arn(), givenTags.isEmpty() ? tags.of(inheritsFrom) : givenTags);
    reconciliations.request(saved);
    return saved;
  }

  @EventListener
  void on(ClusterDeleted event) {
    for (Snapshot snapshot : repository.findAutomated(event.scope(), event.sourceName())) {
      snapshot.startDeleting();
      reconciliations.request(repository.save(snapshot));
    }
  }
}
