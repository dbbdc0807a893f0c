package io.memorydblocal.provisioning.multiregion;

import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Step;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Brings multi-Region clusters to their desired state: when their members are, or gone. */
@Component
class MultiRegionClusterReconciler implements Reconciler<MultiRegionCluster> {

  static final String NAME = "multi-region-cluster";

  private static final Duration LOOK = Duration.ofMillis(200);

  private final MultiRegionClusterRepository multiRegionClusters;
  private final ClusterRepository clusters;

  MultiRegionClusterReconciler(
      MultiRegionClusterRepository multiRegionClusters, ClusterRepository clusters) {
    this.multiRegionClusters = multiRegionClusters;
    this.clusters = clusters;
  }

  @Override
  public List<Step<MultiRegionCluster>> steps() {
    return List.of(
        new Step<>("await members", this::awaitMembers),
        new Step<>("settle status", this::settleStatus));
  }

  /** The members' own reconcilers bring them about, and to their end. */
  private StepResult<MultiRegionCluster> awaitMembers(MultiRegionCluster cluster) {
    return cluster.status() == MultiRegionClusterStatus.UPDATING
            && clusters.countMembersOnTheirWay(cluster.accountId(), cluster.name()) > 0
        ? StepResult.again("the members of " + cluster.name(), LOOK)
        : StepResult.done();
  }

  private StepResult<MultiRegionCluster> settleStatus(MultiRegionCluster cluster) {
    return switch (cluster.status()) {
      case CREATING, UPDATING -> StepResult.changed(MultiRegionCluster::settled);
      case AVAILABLE -> StepResult.done();
      case DELETING -> StepResult.changed(MultiRegionCluster::deleted);
    };
  }

  @Override
  public void save(MultiRegionCluster cluster) {
    if (cluster.hasEnded()) {
      multiRegionClusters.delete(cluster);
    } else {
      multiRegionClusters.save(cluster);
    }
  }

  @Override
  public void failed(MultiRegionCluster cluster, String reason, int attempts) {
    // Its status already says that it isn't there yet, and the members tell what holds them up.
  }

  @Override
  public Optional<MultiRegionCluster> find(UUID id) {
    return multiRegionClusters.findById(id);
  }

  @Override
  public String name() {
    return NAME;
  }
}
