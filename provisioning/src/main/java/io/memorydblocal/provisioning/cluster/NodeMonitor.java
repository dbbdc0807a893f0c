package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Has a cluster looked at as soon as the engine of one of its nodes ends. */
@Component
class NodeMonitor implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(NodeMonitor.class);

  private final DataPlane dataPlane;
  private final ClusterRepository clusters;
  private final Reconciliations reconciliations;
  private final TransactionOperations transactions;
  private volatile boolean running;

  NodeMonitor(
      DataPlane dataPlane,
      ClusterRepository clusters,
      Reconciliations reconciliations,
      TransactionOperations transactions) {
    this.dataPlane = dataPlane;
    this.clusters = clusters;
    this.reconciliations = reconciliations;
    this.transactions = transactions;
  }

  @Override
  public void start() {
    running = true;
    dataPlane.onExit(this::ended);
  }

  @Override
  public void stop() {
    running = false;
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void ended(String dataPlaneId) {
    if (running) {
      UUID nodeId = Node.idOf(dataPlaneId);
      transactions.executeWithoutResult(
          status ->
              clusters
                  .findByNodeId(nodeId)
                  .ifPresent(
                      cluster -> {
                        LOG.warn("The engine of {} ended", dataPlaneId);
                        reconciliations.request(cluster);
                      }));
    }
  }
}
