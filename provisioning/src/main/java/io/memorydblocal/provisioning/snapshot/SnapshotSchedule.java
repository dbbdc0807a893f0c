package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.SnapshotProperties;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.maintenance.SnapshotWindow;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.springframework.stereotype.Component;

/**
 * Has one snapshot taken of every cluster that keeps automatic ones, each time its window opens,
 * and has each go after as many days as the cluster kept them when it was taken.
 */
@Component
public class SnapshotSchedule implements RecurringWork {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm").withZone(ZoneOffset.UTC);

  private final ClusterRepository clusters;
  private final SnapshotRepository repository;
  private final Snapshots snapshots;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final Clock clock;
  private final boolean enabled;

  SnapshotSchedule(
      ClusterRepository clusters,
      SnapshotRepository repository,
      Snapshots snapshots,
      CreationLock lock,
      Reconciliations reconciliations,
      Clock clock,
      SnapshotProperties properties) {
    this.clusters = clusters;
    this.repository = repository;
    this.snapshots = snapshots;
    this.lock = lock;
    this.reconciliations = reconciliations;
    this.clock = clock;
    this.enabled = properties.automatic();
  }

  @Override
  public String name() {
    return "automatic-snapshots";
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run() {
    if (!enabled) {
      return;
    }
    Instant now = clock.instant();
    clusters.findWithAutomaticSnapshots().forEach(cluster -> takeIfDue(cluster, now));
    for (Snapshot snapshot : repository.findAutomatedBefore(now.minus(Duration.ofDays(1)))) {
      if (snapshot.hasExpired(now) && !clusters.isStoppedWith(snapshot.id())) {
        snapshot.startDeleting();
        reconciliations.request(repository.save(snapshot));
      }
    }
  }

  /** One that failed isn't tried again before the next day. */
  private void takeIfDue(Cluster cluster, Instant now) {
    SnapshotWindow.parse(cluster.upkeep().snapshotWindow())
        .openSince(now)
        .filter(opened -> !repository.wasTakenAutomatically(cluster.id(), opened))
        .ifPresent(
            opened -> {
              lock.acquire(cluster.scope(), ResourceType.SNAPSHOT);
              cluster.startSnapshot();
              clusters.save(cluster);
              snapshots.takeAutomatically(
                  cluster, "automatic.%s-%s".formatted(cluster.name(), TIME.format(now)));
            });
  }
}
