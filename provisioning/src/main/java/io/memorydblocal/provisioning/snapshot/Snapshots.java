package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterDeleted;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import java.time.Clock;
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

  private final SnapshotRepository repository;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Clock clock;

  Snapshots(
      SnapshotRepository repository, Tags tags, Reconciliations reconciliations, Clock clock) {
    this.repository = repository;
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
