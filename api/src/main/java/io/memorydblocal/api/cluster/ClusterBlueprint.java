package io.memorydblocal.api.cluster;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.MULTI_REGION_CLUSTER_NOT_FOUND;
import static io.memorydblocal.provisioning.Fault.SUBNET_GROUP_NOT_FOUND;

import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.cluster.Network;
import io.memorydblocal.provisioning.cluster.Storage;
import io.memorydblocal.provisioning.cluster.Upkeep;
import io.memorydblocal.provisioning.maintenance.MaintenanceWindow;
import io.memorydblocal.provisioning.maintenance.SnapshotWindow;
import io.memorydblocal.provisioning.snapshot.SnapshotRepository;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a request to create a cluster means: AWS's defaults for what it leaves out, and a refusal of
 * what doesn't go together. It needs no data but the catalogue, and the snapshot that is named.
 */
@Component
class ClusterBlueprint {

  private static final int DEFAULT_PORT = 6379;
  private static final String DEFAULT_SUBNET_GROUP = "default";
  private static final String IPV4 = "ipv4";

  private final NodeTypes nodeTypes;
  private final SnapshotRepository snapshots;
  private final RandomGenerator random = RandomGenerator.getDefault();

  ClusterBlueprint(NodeTypes nodeTypes, SnapshotRepository snapshots) {
    this.nodeTypes = nodeTypes;
    this.snapshots = snapshots;
  }

  /**
   * Refuses a request for something that isn't there.
   *
   * @throws MemoryDbException for a restore, since snapshots hold no data to restore, and for
   *     resources that don't exist
   */
  void requireSources(CreateClusterRequest request, Scope scope) {
    if (request.multiRegionClusterName() != null) {
      throw new MemoryDbException(
          MULTI_REGION_CLUSTER_NOT_FOUND,
          "Multi-Region cluster %s not found.".formatted(request.multiRegionClusterName()));
    }
    if (request.snapshotName() != null && request.snapshotArns() != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "Give either SnapshotName or SnapshotArns, not both.");
    }
    if (request.snapshotName() != null) {
      // Of the faults that CreateCluster declares, none is for snapshots.
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          snapshots.existsByScopeAndName(scope, Names.normalise(request.snapshotName()))
              ? ("Snapshot %s keeps the configuration of its cluster but none of its data:"
                      + " MemoryDB Local can't restore a cluster from it.")
                  .formatted(request.snapshotName())
              : "Snapshot %s not found.".formatted(request.snapshotName()));
    }
    if (request.snapshotArns() != null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "SnapshotArns can't be used: MemoryDB Local doesn't restore clusters from S3.");
    }
    String subnetGroup = request.subnetGroupName();
    if (subnetGroup != null && !subnetGroup.equals(DEFAULT_SUBNET_GROUP)) {
      throw new MemoryDbException(
          SUBNET_GROUP_NOT_FOUND, "Subnet group %s not found.".formatted(subnetGroup));
    }
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
  Network network(CreateClusterRequest request) {
    String networkType = or(request.networkType(), IPV4);
    String discovery = or(request.ipDiscovery(), IPV4);
    if (!networkType.equals(IPV4) || !discovery.equals(IPV4)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "NetworkType %s with IpDiscovery %s doesn't fit the subnet group, which supports ipv4."
              .formatted(networkType, discovery));
    }
    List<String> groups =
        request.securityGroupIds() == null
            ? List.of()
            : request.securityGroupIds().stream().distinct().toList();
    return new Network(
        or(request.port(), DEFAULT_PORT),
        or(request.tlsEnabled(), true),
        networkType,
        discovery,
        DEFAULT_SUBNET_GROUP,
        groups);
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
        request.snsTopicArn());
  }

  /** Keys may be given by id, alias or ARN, and are always reported by ARN. */
  private static @Nullable String keyArn(@Nullable String key, Scope scope) {
    return key == null ? null : Arn.ofKey(scope, key);
  }

  private static <T> T or(@Nullable T given, T standard) {
    return Objects.requireNonNullElse(given, standard);
  }
}
