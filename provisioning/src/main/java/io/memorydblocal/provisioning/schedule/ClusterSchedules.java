package io.memorydblocal.provisioning.schedule;

import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.cluster.Restore;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import io.memorydblocal.provisioning.snapshot.Snapshot;
import io.memorydblocal.provisioning.snapshot.Snapshots;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Has clusters stopped outside of their hours and started when these begin. A stopped cluster has
 * no nodes; its data are in an automated snapshot that stays for as long as it is stopped.
 */
@Component
public class ClusterSchedules implements RecurringWork {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);

  private final ClusterScheduleRepository schedules;
  private final ClusterRepository clusters;
  private final Snapshots snapshots;
  private final CreationLock lock;
  private final Reconciliations reconciliations;
  private final Clock clock;

  ClusterSchedules(
      ClusterScheduleRepository schedules,
      ClusterRepository clusters,
      Snapshots snapshots,
      CreationLock lock,
      Reconciliations reconciliations,
      Clock clock) {
    this.schedules = schedules;
    this.clusters = clusters;
    this.snapshots = snapshots;
    this.lock = lock;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  /**
   * Has a cluster run at certain hours only, from now on.
   *
   * @throws MemoryDbException InvalidParameterCombinationException for a member of a multi-Region
   *     cluster
   */
  public ClusterSchedule put(Cluster cluster, RunningHours hours) {
    if (cluster.multiRegionClusterName() != null) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_COMBINATION,
          "Cluster %s can't be stopped: it is a member of multi-Region cluster %s."
              .formatted(cluster.name(), cluster.multiRegionClusterName()));
    }
    ClusterSchedule schedule =
        schedules.findById(cluster.id()).orElseGet(() -> new ClusterSchedule(cluster.id(), hours));
    schedule.runAt(hours);
    carryOut(schedule, cluster);
    return schedules.save(schedule);
  }

  /**
   * Has a cluster run at all hours again. One that is stopped is started.
   *
   * @throws MemoryDbException InvalidClusterStateFault while it is being stopped
   */
  public void remove(ClusterSchedule schedule, Cluster cluster) {
    switch (cluster.status()) {
      case STOPPED -> start(cluster);
      case STOP_SNAPSHOT, STOPPING -> cluster.requireAvailable("an end of its schedule");
      default -> {
        // It runs, or will.
      }
    }
    schedules.delete(schedule);
  }

  @Override
  public String name() {
    return "cluster-schedules";
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(10);
  }

  @Override
  public void run() {
    for (ClusterSchedule schedule : schedules.findAll()) {
      Optional<Cluster> cluster = clusters.findById(schedule.clusterId());
      cluster.ifPresent(found -> carryOut(schedule, found));
      schedules.save(schedule);
    }
  }

  /** A cluster that is changed just now is stopped when that is done. */
  private void carryOut(ClusterSchedule schedule, Cluster cluster) {
    Instant now = clock.instant();
    boolean stop = !schedule.hours().contain(now);
    ClusterStatus actionable = stop ? ClusterStatus.AVAILABLE : ClusterStatus.STOPPED;
    if (cluster.status() == actionable && schedule.mayTry(stop, now)) {
      schedule.tries(stop, now);
      if (stop) {
        stop(cluster, now);
      } else {
        start(cluster);
      }
    }
  }

  private void stop(Cluster cluster, Instant now) {
    lock.acquire(cluster.scope(), ResourceType.SNAPSHOT);
    cluster.startStopping();
    clusters.save(cluster);
    Snapshot snapshot =
        snapshots.takeAutomatically(
            cluster, "automatic.%s-stop-%s".formatted(cluster.name(), TIME.format(now)));
    cluster.restoreFrom(Restore.ofSnapshot(snapshot.id(), snapshot.name()));
    reconciliations.request(clusters.save(cluster));
  }

  private void start(Cluster cluster) {
    cluster.start(clock.instant());
    reconciliations.request(clusters.save(cluster));
  }
}
