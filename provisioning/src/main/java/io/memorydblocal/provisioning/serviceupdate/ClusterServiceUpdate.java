package io.memorydblocal.provisioning.serviceupdate;

import io.memorydblocal.provisioning.catalog.ServiceUpdate;

/**
 * A service update of one cluster.
 *
 * @param clusterName the cluster
 * @param update what it needs
 * @param status how far it is with it
 * @param nodes how many nodes it has
 * @param nodesUpdated how many of them were restarted for it and serve again
 */
public record ClusterServiceUpdate(
    String clusterName,
    ServiceUpdate update,
    ServiceUpdateStatus status,
    int nodes,
    int nodesUpdated) {}
