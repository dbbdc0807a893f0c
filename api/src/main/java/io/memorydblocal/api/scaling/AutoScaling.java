package io.memorydblocal.api.scaling;

import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
import io.memorydblocal.api.cluster.ClusterUpdateOperations;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.ClusterStatus;
import io.memorydblocal.provisioning.load.CurrentLoad;
import io.memorydblocal.provisioning.load.NodeLoads;
import io.memorydblocal.provisioning.reconcile.RecurringWork;
import io.memorydblocal.provisioning.scaling.ScalableDimension;
import io.memorydblocal.provisioning.scaling.ScalingActivity;
import io.memorydblocal.provisioning.scaling.ScalingPolicy;
import io.memorydblocal.provisioning.scaling.ScalingPolicyRepository;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out scaling policies by the same operation that users call. What that refuses is noted
 * with the policy, and keeps no other from being carried out.
 */
@Component
public class AutoScaling implements RecurringWork {

  private static final Logger LOG = LoggerFactory.getLogger(AutoScaling.class);

  private final ScalingPolicyRepository policies;
  private final ClusterRepository clusters;
  private final ClusterUpdateOperations operations;
  private final NodeLoads loads;
  private final NodeTypes nodeTypes;
  private final TransactionTemplate apart;
  private final Clock clock;

  AutoScaling(
      ScalingPolicyRepository policies,
      ClusterRepository clusters,
      ClusterUpdateOperations operations,
      NodeLoads loads,
      NodeTypes nodeTypes,
      PlatformTransactionManager transactions,
      Clock clock) {
    this.policies = policies;
    this.clusters = clusters;
    this.operations = operations;
    this.loads = loads;
    this.nodeTypes = nodeTypes;
    this.apart = new TransactionTemplate(transactions);
    this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.clock = clock;
  }

  @Override
  public String name() {
    return "auto-scaling";
  }

  @Override
  public Duration period() {
    return Duration.ofSeconds(15);
  }

  @Override
  public void run() {
    for (ScalingPolicy policy : policies.findAll()) {
      clusters
          .findById(policy.clusterId())
          .filter(cluster -> cluster.status() == ClusterStatus.AVAILABLE)
          .ifPresent(cluster -> carryOut(policy, cluster));
    }
  }

  private void carryOut(ScalingPolicy policy, Cluster cluster) {
    List<CurrentLoad> nodes = loads.current(cluster.id());
    if (nodes.size() < cluster.layout().nodes()) {
      return;
    }
    Instant measuredAt = nodes.stream().map(CurrentLoad::at).min(Instant::compareTo).orElseThrow();
    long maxMemory = nodeTypes.require(cluster.storage().nodeType()).maxMemory();
    OptionalInt desired = policy.desired(cluster.layout(), nodes, maxMemory, measuredAt);
    if (desired.isEmpty()) {
      return;
    }
    int before = policy.dimension().of(cluster.layout());
    int after = desired.getAsInt();
    try {
      apart.executeWithoutResult(
          transaction -> {
            update(cluster, policy.dimension(), after);
            note(policy, before, after, null);
          });
      LOG.info(
          "Cluster {} scales from {} to {} {}",
          cluster.name(),
          before,
          after,
          policy.dimension().wireName());
    } catch (MemoryDbException e) {
      LOG.warn(
          "Cluster {} can't scale from {} to {} {}: {}",
          cluster.name(),
          before,
          after,
          policy.dimension().wireName(),
          e.getMessage());
      apart.executeWithoutResult(
          transaction -> note(policy, before, after, String.valueOf(e.getMessage())));
    }
  }

  private void update(Cluster cluster, ScalableDimension dimension, int capacity) {
    operations.updateCluster(
        UpdateClusterRequest.resizing(
            cluster.name(),
            dimension == ScalableDimension.SHARDS ? capacity : null,
            dimension == ScalableDimension.REPLICAS ? capacity : null),
        new Caller(
            cluster.scope().accountId(), cluster.scope().region(), UUID.randomUUID().toString()));
  }

  private void note(ScalingPolicy policy, int before, int after, @Nullable String refusal) {
    policies
        .findByClusterIdAndDimension(policy.clusterId(), policy.dimension())
        .ifPresent(
            current -> {
              current.acted(new ScalingActivity(clock.instant(), before, after, refusal));
              policies.save(current);
            });
  }
}
