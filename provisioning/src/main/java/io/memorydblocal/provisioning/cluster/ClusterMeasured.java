package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the nodes of a cluster bear. Published in the transaction that notes it: about once a
 * minute, and before nodes go.
 *
 * @param engine {@code redis} or {@code valkey}
 * @param nodes those that answered
 */
public record ClusterMeasured(
    Scope scope,
    UUID clusterId,
    String clusterName,
    String engine,
    List<MeasuredNode> nodes,
    Instant at) {

  public ClusterMeasured {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node that answered.
   *
   * @param shardName such as {@code 0001}
   * @param name such as {@code demo-0001-001}
   * @param load what it bears
   */
  public record MeasuredNode(String shardName, String name, NodeLoad load) {}
}
