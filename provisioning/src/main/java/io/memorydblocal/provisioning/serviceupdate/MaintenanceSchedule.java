package io.memorydblocal.provisioning.serviceupdate;

import io.memorydblocal.provisioning.catalog.ServiceUpdate;
import io.memorydblocal.provisioning.catalog.ServiceUpdates;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.maintenance.MaintenanceWindow;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Has clusters take the service updates that start by themselves, each in its maintenance window.
 */
@Component
public class MaintenanceSchedule implements RecurringWork {

  private final ServiceUpdates updates;
  private final ClusterRepository clusters;
  private final Reconciliations reconciliations;
  private final Clock clock;

  MaintenanceSchedule(
      ServiceUpdates updates,
      ClusterRepository clusters,
      Reconciliations reconciliations,
      Clock clock) {
    this.updates = updates;
    this.clusters = clusters;
    this.reconciliations = reconciliations;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "maintenance";
  }

  @Override
  public Duration period() {
    return Duration.ofMinutes(1);
  }

  @Override
  public void run() {
    Instant now = clock.instant();
    for (ServiceUpdate update : updates.startingByThemselves(now)) {
      for (Cluster cluster :
          clusters.findInNeedOf(
              update.name(), update.engine(), update.engineVersions(), update.releaseDate())) {
        if (MaintenanceWindow.parse(cluster.upkeep().maintenanceWindow()).isOpen(now)) {
          cluster.startServiceUpdate(update.name());
          reconciliations.request(clusters.save(cluster));
        }
      }
    }
  }
}
