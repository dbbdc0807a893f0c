package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ShardSources;
import io.memorydblocal.provisioning.cluster.ShardSources.ShardSource;
import io.memorydblocal.provisioning.encryption.DamagedContentException;
import io.memorydblocal.provisioning.objectstore.ObjectStore.Content;
import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.Step;
import io.memorydblocal.provisioning.reconcile.StepResult;
import io.memorydblocal.provisioning.snapshot.Snapshot.TakenShard;
import io.memorydblocal.provisioning.snapshot.SnapshotContents.ClearFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Takes snapshots, makes copies of them, exports them, and lets them go. A snapshot that is
 * available has its data in the store. The cluster that waits for a snapshot goes on in the
 * transaction in which the snapshot is available or failed, so neither is ever seen ahead of the
 * other.
 */
@Component
class SnapshotReconciler implements Reconciler<Snapshot> {

  static final String NAME = "snapshot";

  private static final Duration GLANCE = Duration.ofMillis(50);

  /** Copies and restores take longer. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A snapshot that can't be taken in so many attempts is given up. */
  private static final int MAX_ATTEMPTS = 5;

  private final SnapshotRepository snapshots;
  private final ClusterRepository clusters;
  private final ShardSources sources;
  private final SnapshotContents contents;
  private final SnapshotExport exports;
  private final Reconciliations reconciliations;
  private final Clock clock;

  SnapshotReconciler(
      SnapshotRepository snapshots,
      ClusterRepository clusters,
      ShardSources sources,
      SnapshotContents contents,
      SnapshotExport exports,
      Reconciliations reconciliations,
      Clock clock) {
    this.snapshots = snapshots;
    this.clusters = clusters;
    this.sources = sources;
    this.contents = contents;
    this.exports = exports;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  @Override
  public List<Step<Snapshot>> steps() {
    return List.of(
        new Step<>("take shards", this::takeShards),
        new Step<>("copy content", this::copyContent),
        new Step<>("export content", this::exportContent),
        new Step<>("remove content", this::removeContent),
        new Step<>("settle status", this::settleStatus));
  }

  /** All data of all shards; the cluster's own reconciler starts a primary that died. */
  private StepResult<Snapshot> takeShards(Snapshot snapshot) {
    if (!snapshot.lacksShards()) {
      return StepResult.done();
    }
    Map<String, ShardSource> nodes = sources.of(snapshot.clusterId());
    if (!snapshot.shards().stream().map(SnapshotShard::name).allMatch(nodes::containsKey)) {
      return StepResult.again(
          "the primaries of cluster %s to serve, and its users to be logged out if it stops"
              .formatted(snapshot.configuration().name()),
          GLANCE);
    }
    return orGiveUp(
        () -> {
          Map<String, Content> rdbs = new HashMap<>();
          nodes.forEach((shard, node) -> rdbs.put(shard, out -> sources.save(node, out)));
          Map<String, TakenShard> taken = new HashMap<>();
          contents
              .write(snapshot, rdbs)
              .forEach(
                  (shard, size) ->
                      taken.put(
                          shard,
                          new TakenShard(
                              Objects.requireNonNull(nodes.get(shard)).nodeName(), size)));
          return StepResult.changed(current -> current.shardsTaken(taken, clock.instant()));
        });
  }

  /** The same data, encrypted with the copy's own key. */
  private StepResult<Snapshot> copyContent(Snapshot snapshot) {
    UUID source = snapshot.copiedFrom();
    if (snapshot.status() != SnapshotStatus.CREATING || source == null) {
      return StepResult.done();
    }
    return orGiveUp(
        () -> {
          if (!contents.isComplete(snapshot)) {
            Map<String, Content> rdbs = new HashMap<>();
            contents.read(source).forEach((file, clear) -> rdbs.put(file.shard(), content(clear)));
            contents.write(snapshot, rdbs);
          }
          return StepResult.done();
        });
  }

  private static Content content(ClearFile file) {
    return out -> {
      try (InputStream in = file.open()) {
        in.transferTo(out);
      }
    };
  }

  private StepResult<Snapshot> exportContent(Snapshot snapshot) {
    if (snapshot.status() != SnapshotStatus.EXPORTING) {
      return StepResult.done();
    }
    return orGiveUp(
        () -> {
          exports.write(snapshot, Objects.requireNonNull(snapshot.copiedFrom()));
          return StepResult.changed(current -> current.exported(clock.instant()));
        });
  }

  /** Nothing is left of what failed or is deleted, once nobody reads it any more. */
  private StepResult<Snapshot> removeContent(Snapshot snapshot) {
    if (snapshot.status() != SnapshotStatus.FAILED
        && snapshot.status() != SnapshotStatus.DELETING) {
      return StepResult.done();
    }
    if (snapshots.isBeingCopied(snapshot.id())
        || !clusters.findRestoring(List.of(snapshot.id())).isEmpty()) {
      return StepResult.again("what is made from the snapshot", LOOK);
    }
    try {
      if (snapshot.targetBucket() != null) {
        exports.delete(snapshot);
      }
      contents.delete(snapshot);
      return StepResult.done();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private StepResult<Snapshot> settleStatus(Snapshot snapshot) {
    return switch (snapshot.status()) {
      case CREATING ->
          StepResult.changed(
              current -> {
                current.becomeAvailable(clock.instant());
                release(current, Cluster::snapshotTaken);
              });
      case AVAILABLE, EXPORTING, FAILED -> StepResult.done();
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  private interface Attempt {
    StepResult<Snapshot> make() throws IOException;
  }

  /** A key that is refused stays so, and so does what is damaged; anything else is tried again. */
  private StepResult<Snapshot> orGiveUp(Attempt attempt) {
    try {
      return attempt.make();
    } catch (MemoryDbException | DamagedContentException e) {
      return StepResult.changed(current -> giveUp(current, String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  @Override
  public void failed(Snapshot snapshot, String reason, int attempts) {
    boolean unfinished =
        snapshot.status() == SnapshotStatus.CREATING
            || snapshot.status() == SnapshotStatus.EXPORTING;
    if (unfinished && attempts >= MAX_ATTEMPTS) {
      giveUp(snapshot, reason);
    }
  }

  private void giveUp(Snapshot snapshot, String reason) {
    snapshot.failed(reason, clock.instant());
    release(snapshot, Cluster::snapshotFailed);
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
