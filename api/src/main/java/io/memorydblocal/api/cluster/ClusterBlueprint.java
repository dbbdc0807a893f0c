package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;

import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.UpdateClusterRequest;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.cluster.Network;
import io.memorydblocal.provisioning.cluster.Storage;
import io.memorydblocal.provisioning.cluster.Upkeep;
import io.memorydblocal.provisioning.maintenance.MaintenanceWindow;
import io.memorydblocal.provisioning.maintenance.SnapshotWindow;
import io.memorydblocal.provisioning.network.Networks;
import io.memorydblocal.provisioning.network.SubnetGroup;
import io.memorydblocal.provisioning.network.SubnetGroups;
import io.memorydblocal.provisioning.parameter.ParameterGroup;
import io.memorydblocal.provisioning.parameter.ParameterGroups;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a request to create a cluster means: AWS's defaults for what it leaves out, and a refusal of
 * what doesn't go together.
 */
@Component
class ClusterBlueprint {

  private static final int DEFAULT_PORT = 6379;
  private static final String IPV4 = "ipv4";
  private static final String ACTIVE = "ACTIVE";

  private final NodeTypes nodeTypes;
  private final ParameterGroups parameterGroups;
  private final AclRepository acls;
  private final SubnetGroups subnetGroups;
  private final Networks networks;
  private final RandomGenerator random = RandomGenerator.getDefault();

  ClusterBlueprint(
      NodeTypes nodeTypes,
      ParameterGroups parameterGroups,
      AclRepository acls,
      SubnetGroups subnetGroups,
      Networks networks) {
    this.nodeTypes = nodeTypes;
    this.parameterGroups = parameterGroups;
    this.acls = acls;
    this.subnetGroups = subnetGroups;
    this.networks = networks;
  }

  Layout layout(CreateClusterRequest request) {
    return new Layout(or(request.numShards(), 1), or(request.numReplicasPerShard(), 1));
  }

  /** Node type and data tiering must go together. */
  Storage storage(CreateClusterRequest request, Scope scope) {
    NodeType type = nodeTypes.require(request.nodeType());
    boolean tiering = or(request.dataTiering(), false);
    if (tiering != type.dataTiering()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          tiering
              ? "Node type %s doesn't support data tiering.".formatted(type.name())
              : "Node type %s needs data tiering.".formatted(type.name()));
    }
    return new Storage(type.name(), tiering, keyArn(request.kmsKeyId(), scope));
  }

  /** The machine's loopback addresses are IPv4; so is the subnet group that stands for them. */
  Network network(CreateClusterRequest request, Scope scope) {
    String networkType = or(request.networkType(), IPV4);
    String discovery = or(request.ipDiscovery(), IPV4);
    requireIpv4(networkType, discovery);
    SubnetGroup subnetGroup =
        subnetGroups.require(
            scope,
            request.subnetGroupName() == null ? null : Names.normalise(request.subnetGroupName()));
    List<String> groups =
        securityGroups(or(request.securityGroupIds(), List.<String>of()), scope, subnetGroup);
    return new Network(
        or(request.port(), DEFAULT_PORT),
        or(request.tlsEnabled(), true),
        networkType,
        discovery,
        subnetGroup.name(),
        groups);
  }

  /** The group must fit the engine, and what nodes with data tiering can do. */
  ParameterGroup parameterGroup(
      Scope scope, @Nullable String name, EngineRelease engine, Storage storage) {
    return parameterGroups.require(
        scope, name == null ? null : Names.normalise(name), engine, storage.dataTiering());
  }

  /** The same for a cluster that serves. */
  ParameterGroup parameterGroup(String name, Cluster cluster) {
    if (cluster.multiRegionClusterName() != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "Cluster %s has the parameter group of the multi-Region cluster %s."
              .formatted(cluster.name(), cluster.multiRegionClusterName()));
    }
    ParameterGroup group =
        parameterGroup(cluster.scope(), name, cluster.engine(), cluster.storage());
    parameterGroups.requireSwappable(cluster.parameterGroup(), group);
    return group;
  }

  /** Without TLS there are no users; and an engine must understand all of theirs. */
  Acl acl(Scope scope, String givenName, Network network, EngineRelease engine) {
    String name = Names.normalise(givenName);
    Acl acl = acls.require(scope, name);
    acl.requireActive("a cluster to get it");
    if (!network.tlsEnabled() && !name.equals(Acl.OPEN_ACCESS)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "A cluster without TLS can only have the ACL %s.".formatted(Acl.OPEN_ACCESS));
    }
    engine.requireAtLeast(acl.minimumEngineVersion(), "ACL " + name);
    return acl;
  }

  Upkeep upkeep(CreateClusterRequest request, Scope scope) {
    String maintenance = request.maintenanceWindow();
    String snapshots = request.snapshotWindow();
    return new Upkeep(
        maintenance == null
            ? MaintenanceWindow.any(scope.region(), random).text()
            : MaintenanceWindow.parse(maintenance).text(),
        snapshots == null
            ? SnapshotWindow.any(random).text()
            : SnapshotWindow.parse(snapshots).text(),
        or(request.snapshotRetentionLimit(), 0),
        or(request.autoMinorVersionUpgrade(), true),
        request.snsTopicArn(),
        request.snsTopicArn() == null ? null : ACTIVE);
  }

  /** How a cluster is looked after when a request has been carried out. */
  Upkeep upkeep(UpdateClusterRequest request, Upkeep present) {
    String topic = or(request.snsTopicArn(), or(present.snsTopicArn(), ""));
    String status = request.snsTopicStatus();
    if (topic.isEmpty() && status != null && status.equalsIgnoreCase(ACTIVE)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "SnsTopicStatus can't be active without SnsTopicArn.");
    }
    String standard = request.snsTopicArn() == null ? or(present.snsTopicStatus(), ACTIVE) : ACTIVE;
    return new Upkeep(
        request.maintenanceWindow() == null
            ? present.maintenanceWindow()
            : MaintenanceWindow.parse(request.maintenanceWindow()).text(),
        request.snapshotWindow() == null
            ? present.snapshotWindow()
            : SnapshotWindow.parse(request.snapshotWindow()).text(),
        or(request.snapshotRetentionLimit(), present.snapshotRetentionLimit()),
        present.autoMinorVersionUpgrade(),
        topic.isEmpty() ? null : topic,
        topic.isEmpty() ? null : or(status, standard).toUpperCase(Locale.ROOT));
  }

  /** Security groups that exist where a cluster is. */
  List<String> securityGroups(List<String> ids, Cluster cluster) {
    return securityGroups(
        ids,
        cluster.scope(),
        subnetGroups.require(cluster.scope(), cluster.network().subnetGroupName()));
  }

  private List<String> securityGroups(List<String> ids, Scope scope, SubnetGroup subnetGroup) {
    networks.requireSecurityGroups(scope, subnetGroup.vpcId(), ids);
    return ids.stream().distinct().toList();
  }

  void requireIpv4(String networkType, String discovery) {
    if (!networkType.equals(IPV4) || !discovery.equals(IPV4)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "NetworkType %s with IpDiscovery %s doesn't fit the subnet group, which supports ipv4."
              .formatted(networkType, discovery));
    }
  }

  /** Keys may be given by id, alias or ARN, and are always reported by ARN. */
  private static @Nullable String keyArn(@Nullable String key, Scope scope) {
    return key == null ? null : Arn.ofKey(scope, key);
  }

  private static <T> T or(@Nullable T given, T standard) {
    return Objects.requireNonNullElse(given, standard);
  }
}
