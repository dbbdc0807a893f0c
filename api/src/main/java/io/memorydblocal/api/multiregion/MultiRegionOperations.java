package io.memorydblocal.api.multiregion;

import static io.memorydblocal.provisioning.Fault.CLUSTER_QUOTA_FOR_CUSTOMER_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;

import io.memorydblocal.api.multiregion.MultiRegionShapes.CreateMultiRegionClusterRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.CreateMultiRegionClusterResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DeleteMultiRegionClusterRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DeleteMultiRegionClusterResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionClustersRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionClustersResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.ListAllowedMultiRegionClusterUpdatesRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.ListAllowedMultiRegionClusterUpdatesResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.RegionalCluster;
import io.memorydblocal.api.multiregion.MultiRegionShapes.UpdateMultiRegionClusterRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.UpdateMultiRegionClusterResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.catalog.NodeTypes;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.multiregion.MultiRegionCluster;
import io.memorydblocal.provisioning.multiregion.MultiRegionClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operations on multi-Region clusters. Every Region of an account answers the same; AWS offers
 * them in some Regions only, which isn't copied here.
 */
@Operations
public class MultiRegionOperations {

  private static final String ENGINE = "valkey";
  private static final String OLDEST_VERSION = "7.3";

  private final MultiRegionClusterRepository multiRegionClusters;
  private final ClusterRepository clusters;
  private final EngineVersions engineVersions;
  private final NodeTypes nodeTypes;
  private final CreationLock lock;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;
  private final ProvisioningProperties.Quota quota;

  MultiRegionOperations(
      MultiRegionClusterRepository multiRegionClusters,
      ClusterRepository clusters,
      EngineVersions engineVersions,
      NodeTypes nodeTypes,
      CreationLock lock,
      Tags tags,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.multiRegionClusters = multiRegionClusters;
    this.clusters = clusters;
    this.engineVersions = engineVersions;
    this.nodeTypes = nodeTypes;
    this.lock = lock;
    this.tags = tags;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota();
  }

  /** Makes one without members; clusters join it as they are created. */
  @AwsOperation("CreateMultiRegionCluster")
  public CreateMultiRegionClusterResponse createMultiRegionCluster(
      @Valid CreateMultiRegionClusterRequest request, Caller caller) {
    Scope scope = MultiRegionCluster.scope(caller.accountId());
    String name =
        MultiRegionNames.of(
            caller.region(), Names.normalise(request.multiRegionClusterNameSuffix()));
    EngineRelease engine = engine(request.engine(), request.engineVersion());
    String nodeType = nodeType(request.nodeType());
    MultiRegionParameterOperations.require(request.multiRegionParameterGroupName());
    int shards = shards(Objects.requireNonNullElse(request.numShards(), 1));
    lock.acquire(scope, ResourceType.MULTI_REGION_CLUSTER);
    multiRegionClusters.requireFree(scope, name);
    if (multiRegionClusters.countByScope(scope) >= quota.clusters()) {
      throw new MemoryDbException(
          CLUSTER_QUOTA_FOR_CUSTOMER_EXCEEDED,
          "There can be at most %d multi-Region clusters.".formatted(quota.clusters()));
    }
    MultiRegionCluster cluster =
        multiRegionClusters.save(
            MultiRegionCluster.requested(
                caller.accountId(),
                name,
                request.description(),
                engine,
                nodeType,
                shards,
                !Boolean.FALSE.equals(request.tlsEnabled())));
    tags.put(cluster.arn(), TagShapes.byKey(request.tags()));
    reconciliations.request(cluster);
    return new CreateMultiRegionClusterResponse(describe(cluster, null));
  }

  /** One by name, or a page of all; with members when asked for. */
  @AwsOperation("DescribeMultiRegionClusters")
  public DescribeMultiRegionClustersResponse describeMultiRegionClusters(
      @Valid DescribeMultiRegionClustersRequest request, Caller caller) {
    Scope scope = MultiRegionCluster.scope(caller.accountId());
    Page<MultiRegionCluster> page =
        request.multiRegionClusterName() == null
            ? paging.page(
                "DescribeMultiRegionClusters " + scope,
                request.maxResults(),
                request.nextToken(),
                (after, limit) -> multiRegionClusters.findPage(scope, after, limit),
                MultiRegionCluster::name)
            : Page.of(require(request.multiRegionClusterName(), caller));
    List<Cluster> members =
        Boolean.TRUE.equals(request.showClusterDetails())
            ? clusters.findMembers(
                caller.accountId(), page.items().stream().map(MultiRegionCluster::name).toList())
            : null;
    return new DescribeMultiRegionClustersResponse(
        page.nextToken(), page.map(cluster -> describe(cluster, members)).items());
  }

  /** Changes one, and its members with it: all of them, or none when one isn't available. */
  @AwsOperation("UpdateMultiRegionCluster")
  public UpdateMultiRegionClusterResponse updateMultiRegionCluster(
      @Valid UpdateMultiRegionClusterRequest request, Caller caller) {
    lock(caller);
    MultiRegionCluster cluster = require(request.multiRegionClusterName(), caller);
    MultiRegionParameterOperations.require(request.multiRegionParameterGroupName());
    Integer shards =
        request.shardConfiguration() == null ? null : request.shardConfiguration().shardCount();
    if (request.engineVersion() != null) {
      engine(ENGINE, request.engineVersion());
    }
    boolean resizes =
        (shards != null && shards != cluster.numShards())
            || (request.nodeType() != null && !request.nodeType().equals(cluster.nodeType()));
    boolean changes =
        resizes
            || request.description() != null
            || request.engineVersion() != null
            || request.multiRegionParameterGroupName() != null;
    if (!changes) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION,
          "The request changes nothing about %s.".formatted(cluster.name()));
    }
    String nodeType = request.nodeType() == null ? null : nodeType(request.nodeType());
    Integer count = shards == null ? null : shards(shards);
    cluster.update(request.description(), nodeType, count);
    if (resizes) {
      clusters
          .findMembers(caller.accountId(), List.of(cluster.name()))
          .forEach(member -> resize(member, nodeType, count));
    }
    multiRegionClusters.save(cluster);
    reconciliations.request(cluster);
    return new UpdateMultiRegionClusterResponse(describe(cluster, null));
  }

  private void resize(Cluster member, @Nullable String nodeType, @Nullable Integer shards) {
    member.requireAvailable("modification");
    Layout layout = member.layout();
    if (shards != null && shards != layout.shards()) {
      member.resize(new Layout(shards, layout.replicasPerShard()), clock.instant());
    }
    if (nodeType != null && !nodeType.equals(member.storage().nodeType())) {
      member.scale(nodeType, clock.instant());
    }
    clusters.save(member);
    reconciliations.request(member);
  }

  /** Ends one that has no members. */
  @AwsOperation("DeleteMultiRegionCluster")
  public DeleteMultiRegionClusterResponse deleteMultiRegionCluster(
      @Valid DeleteMultiRegionClusterRequest request, Caller caller) {
    lock(caller);
    MultiRegionCluster cluster = require(request.multiRegionClusterName(), caller);
    cluster.startDeleting(members(cluster));
    multiRegionClusters.save(cluster);
    reconciliations.request(cluster);
    return new DeleteMultiRegionClusterResponse(describe(cluster, null));
  }

  /** The node types that one could get. */
  @AwsOperation("ListAllowedMultiRegionClusterUpdates")
  public ListAllowedMultiRegionClusterUpdatesResponse listAllowedMultiRegionClusterUpdates(
      @Valid ListAllowedMultiRegionClusterUpdatesRequest request, Caller caller) {
    NodeType current =
        nodeTypes.require(require(request.multiRegionClusterName(), caller).nodeType());
    return new ListAllowedMultiRegionClusterUpdatesResponse(
        names(nodeTypes.above(current)), names(nodeTypes.below(current)));
  }

  private static List<String> names(List<NodeType> types) {
    return types.stream().filter(NodeType::multiRegion).map(NodeType::name).toList();
  }

  /** Nobody joins or leaves meanwhile. */
  private void lock(Caller caller) {
    lock.acquire(MultiRegionCluster.scope(caller.accountId()), ResourceType.MULTI_REGION_CLUSTER);
  }

  private MultiRegionCluster require(String name, Caller caller) {
    return multiRegionClusters.require(caller.accountId(), Names.normalise(name));
  }

  private List<String> members(MultiRegionCluster cluster) {
    return clusters.findMembers(cluster.accountId(), List.of(cluster.name())).stream()
        .map(member -> "%s in %s".formatted(member.name(), member.scope().region()))
        .toList();
  }

  private EngineRelease engine(@Nullable String engine, @Nullable String version) {
    EngineRelease release =
        engineVersions.require(
            Objects.requireNonNullElse(engine, ENGINE),
            Objects.requireNonNullElse(version, OLDEST_VERSION));
    if (!release.engine().equals(ENGINE)) {
      throw new MemoryDbException(INVALID_PARAMETER_VALUE, "Engine must be %s.".formatted(ENGINE));
    }
    release.requireAtLeast(OLDEST_VERSION, "A multi-Region cluster");
    return release;
  }

  private String nodeType(String name) {
    if (!nodeTypes.require(name).multiRegion()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "NodeType '%s' is not one that multi-Region clusters can have.".formatted(name));
    }
    return name;
  }

  private int shards(int shards) {
    if (shards > quota.shardsPerCluster()) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "A cluster can have at most %d shards.".formatted(quota.shardsPerCluster()));
    }
    return shards;
  }

  private static MultiRegionShapes.MultiRegionCluster describe(
      MultiRegionCluster cluster, @Nullable List<Cluster> members) {
    return new MultiRegionShapes.MultiRegionCluster(
        cluster.name(),
        cluster.description(),
        cluster.status().wireName(),
        cluster.nodeType(),
        cluster.engine().engine(),
        cluster.engine().engineVersion(),
        cluster.numShards(),
        members == null
            ? null
            : members.stream()
                .filter(member -> cluster.name().equals(member.multiRegionClusterName()))
                .map(
                    member ->
                        new RegionalCluster(
                            member.name(),
                            member.scope().region(),
                            member.status().wireName(),
                            member.arn()))
                .toList(),
        MultiRegionCluster.PARAMETER_GROUP,
        cluster.tlsEnabled(),
        cluster.arn());
  }
}
