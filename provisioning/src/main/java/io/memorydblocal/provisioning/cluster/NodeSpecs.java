package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.parameter.ParameterFamilies;
import io.memorydblocal.provisioning.parameter.ParameterGroup;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says in the data plane's words what a cluster's nodes must be. */
@Component
class NodeSpecs {

  private final NodeTypes nodeTypes;
  private final ParameterFamilies families;

  NodeSpecs(NodeTypes nodeTypes, ParameterFamilies families) {
    this.nodeTypes = nodeTypes;
    this.families = families;
  }

  NodeSpec of(Cluster cluster, Node node) {
    return new NodeSpec(
        node.dataPlaneId(),
        node.address(),
        new EngineVersion(cluster.engine().engine(), cluster.engine().engineVersion()),
        cluster.network().tlsEnabled(),
        nodeTypes.require(cluster.storage().nodeType()).maxMemory(),
        settings(cluster),
        cluster.engineUsers(),
        cluster.history(node));
  }

  private Map<String, String> settings(Cluster cluster) {
    ParameterGroup group = cluster.parameterGroup();
    return group.engineSettings(families.require(group.family()));
  }

  /** A short name for the settings of a cluster's nodes: equal settings, equal names. */
  String settingsDigest(Cluster cluster) {
    return EngineUser.hash(new TreeMap<>(settings(cluster)).toString());
  }

  List<NodeSpec> of(Cluster cluster) {
    return cluster.nodes().stream().map(node -> of(cluster, node)).toList();
  }
}
