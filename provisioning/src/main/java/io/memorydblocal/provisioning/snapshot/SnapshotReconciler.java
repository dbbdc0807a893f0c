package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.Primaries;
import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.Step;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Takes snapshots, makes copies of them, and lets them go. A snapshot that is available keeps the
 * configuration of its cluster and of each shard, whose primary served when it was taken; it holds
 * no data. The cluster that waits for a snapshot goes on in the transaction in which the snapshot
 * is available or failed, so neither is ever seen ahead of the other.
 */
@Component
class SnapshotReconciler implements Reconciler<Snapshot> {

  static final String NAME = "snapshot";

  private static final Duration GLANCE = Duration.ofMillis(50);

  /** A snapshot that can't be taken in so many attempts is given up. */
  private static final int MAX_ATTEMPTS = 5;

  private final SnapshotRepository snapshots;
  private final ClusterRepository clusters;
  private final Primaries primaries;
  private final Reconciliations reconciliations;
  private final Clock clock;

  SnapshotReconciler(
      SnapshotRepository snapshots,
      ClusterRepository clusters,
      Primaries primaries,
      Reconciliations reconciliations,
      Clock clock) {
    this.snapshots = snapshots;
    this.clusters = clusters;
    this.primaries = primaries;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  @Override
  public List<Step<Snapshot>> steps() {
    return List.of(
        new Step<>("take shards", this::takeShards),
        new Step<>("settle status", this::settleStatus));
  }

  /** Each from its primary; the cluster's own reconciler starts one that died. */
  private StepResult<Snapshot> takeShards(Snapshot snapshot) {
    if (!snapshot.lacksShards()) {
      return StepResult.done();
    }
    Map<String, String> nodes = primaries.of(snapshot.clusterId());
    return snapshot.shards().stream().map(SnapshotShard::name).allMatch(nodes::containsKey)
        ? StepResult.changed(current -> current.shardsTaken(nodes, clock.instant()))
        : StepResult.again(
            "the primaries of cluster %s to serve".formatted(snapshot.configuration().name()),
            GLANCE);
  }

  private StepResult<Snapshot> settleStatus(Snapshot snapshot) {
    return switch (snapshot.status()) {
      case CREATING ->
          StepResult.changed(
              current -> {
                current.becomeAvailable(clock.instant());
                release(current, Cluster::snapshotTaken);
              });
      case AVAILABLE, FAILED -> StepResult.done();
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  @Override
  public void failed(Snapshot snapshot, String reason, int attempts) {
    if (snapshot.status() == SnapshotStatus.CREATING && attempts >= MAX_ATTEMPTS) {
      snapshot.failed(reason, clock.instant());
      release(snapshot, Cluster::snapshotFailed);
    }
  }

  private void release(Snapshot snapshot, Consumer<Cluster> outcome) {
    if (!snapshot.isCopy()) {
      Cluster cluster = clusters.findById(snapshot.clusterId()).orElseThrow();
      outcome.accept(cluster);
      clusters.save(cluster);
      reconciliations.request(cluster);
    }
  }

  @Override
  public void save(Snapshot snapshot) {
    if (snapshot.hasEnded()) {
      snapshots.delete(snapshot);
    } else {
      snapshots.save(snapshot);
    }
  }

  @Override
  public Optional<Snapshot> find(UUID id) {
    return snapshots.findWithShardsById(id);
  }

  @Override
  public String name() {
    return NAME;
  }
}
