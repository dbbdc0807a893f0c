package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.provisioning.cluster.ClusterMeasured.MeasuredNode;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the engines' counters now and then, and for the last time before they end. */
final class LoadMeasurement {

  private static final Logger LOG = LoggerFactory.getLogger(LoadMeasurement.class);

  private final DataPlane dataPlane;
  private final Clock clock;
  private final InParallel inParallel;

  LoadMeasurement(DataPlane dataPlane, Clock clock, InParallel inParallel) {
    this.dataPlane = dataPlane;
    this.clock = clock;
    this.inParallel = inParallel;
  }

  /** A node that doesn't answer is measured the next time: counters only grow. */
  StepResult<Cluster> measureLoad(Cluster cluster) {
    if (!cluster.isMeasurementDue(clock.instant())) {
      return StepResult.done();
    }
    Map<Node, MeasuredNode> measured = new ConcurrentHashMap<>();
    inParallel.forEach(
        cluster.measurableNodes(),
        node -> {
          try {
            measured.put(
                node,
                new MeasuredNode(
                    node.shard().name(), node.name(), dataPlane.load(node.endpoint())));
          } catch (DataPlaneException e) {
            LOG.debug("{} can't be measured", node.name(), e);
          }
        });
    return StepResult.changed(
        current -> current.measured(List.copyOf(measured.values()), clock.instant()));
  }
}
