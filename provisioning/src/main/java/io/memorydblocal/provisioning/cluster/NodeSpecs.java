package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.parameter.ParameterGroups;
import java.util.List;
import org.springframework.stereotype.Component;

/** Says in the data plane's words what a cluster's nodes must be. */
@Component
class NodeSpecs {

  private final NodeTypes nodeTypes;
  private final ParameterGroups parameterGroups;

  NodeSpecs(NodeTypes nodeTypes, ParameterGroups parameterGroups) {
    this.nodeTypes = nodeTypes;
    this.parameterGroups = parameterGroups;
  }

  NodeSpec of(Cluster cluster, Node node) {
    return new NodeSpec(
        node.dataPlaneId(),
        node.address(),
        new EngineVersion(cluster.engine().engine(), cluster.engine().engineVersion()),
        cluster.network().tlsEnabled(),
        nodeTypes.require(cluster.storage().nodeType()).maxMemory(),
        parameterGroups.engineSettings(cluster.parameterGroupName()),
        cluster.acl().engineUsers(),
        cluster.history(node));
  }

  List<NodeSpec> of(Cluster cluster) {
    return cluster.nodes().stream().map(node -> of(cluster, node)).toList();
  }
}
