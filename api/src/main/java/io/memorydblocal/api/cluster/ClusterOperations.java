package io.memorydblocal.api.cluster;

import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.CreateClusterResponse;
import io.memorydblocal.api.cluster.ClusterShapes.DeleteClusterRequest;
import io.memorydblocal.api.cluster.ClusterShapes.DeleteClusterResponse;
import io.memorydblocal.api.cluster.ClusterShapes.DescribeClustersRequest;
import io.memorydblocal.api.cluster.ClusterShapes.DescribeClustersResponse;
import io.memorydblocal.api.cluster.ClusterShapes.ListAllowedNodeTypeUpdatesRequest;
import io.memorydblocal.api.cluster.ClusterShapes.ListAllowedNodeTypeUpdatesResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.BuiltInAccess;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import io.memorydblocal.provisioning.catalog.NodeType;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.cluster.Network;
import io.memorydblocal.provisioning.cluster.Restore;
import io.memorydblocal.provisioning.cluster.Storage;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.snapshot.Snapshots;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations on clusters. */
@Operations
public class ClusterOperations {

  private final ClusterRepository clusters;
  private final BuiltInAccess builtIns;
  private final EngineVersions engineVersions;
  private final ClusterBlueprint blueprint;
  private final ClusterModification modification;
  private final RestoreRequest restores;
  private final Membership membership;
  private final CreationLock lock;
  private final Tags tags;
  private final Snapshots snapshots;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;
  private final ClusterQuota quota;

  ClusterOperations(
      ClusterRepository clusters,
      BuiltInAccess builtIns,
      EngineVersions engineVersions,
      ClusterBlueprint blueprint,
      ClusterModification modification,
      RestoreRequest restores,
      Membership membership,
      CreationLock lock,
      Tags tags,
      Snapshots snapshots,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock,
      ClusterQuota quota) {
    this.clusters = clusters;
    this.builtIns = builtIns;
    this.engineVersions = engineVersions;
    this.blueprint = blueprint;
    this.modification = modification;
    this.restores = restores;
    this.membership = membership;
    this.lock = lock;
    this.tags = tags;
    this.snapshots = snapshots;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
    this.quota = quota;
  }

  /** Accepts a new cluster; it is created after the answer. */
  @AwsOperation("CreateCluster")
  public CreateClusterResponse createCluster(@Valid CreateClusterRequest asked, Caller caller) {
    Scope scope = caller.scope();
    builtIns.ensure(scope);
    String name = Names.normalise(asked.clusterName());
    Optional<Restore> restore = restores.source(asked, scope);
    CreateClusterRequest request = membership.join(asked, caller);
    EngineRelease engine = engineVersions.require(request.engine(), request.engineVersion());
    Layout layout = blueprint.layout(request);
    Storage storage = blueprint.storage(request, scope);
    lock.acquire(scope, ResourceType.CLUSTER);
    clusters.requireFree(scope, name);
    quota.require(scope, layout, 0);
    Network network = blueprint.network(request, scope);
    Cluster cluster =
        clusters.save(
            Cluster.requested(
                scope,
                name,
                request.description(),
                layout,
                engine,
                storage,
                network,
                blueprint.upkeep(request, scope),
                blueprint.parameterGroup(scope, request.parameterGroupName(), engine, storage),
                blueprint.acl(scope, request.aclName(), network, engine),
                clock.instant()));
    if (request.multiRegionClusterName() != null) {
      cluster.join(Names.normalise(request.multiRegionClusterName()));
    }
    Map<String, @Nullable String> given = TagShapes.byKey(request.tags());
    restore.ifPresent(cluster::restoreFrom);
    tags.put(
        cluster.arn(),
        given.isEmpty()
            ? restore.map(source -> restores.tagsOf(source, scope)).orElse(given)
            : given);
    reconciliations.request(clusters.save(cluster));
    return new CreateClusterResponse(ClusterShapeOf.cluster(cluster, false));
  }

  /** One cluster by name, or a page of all; with shards and nodes when asked for. */
  @AwsOperation("DescribeClusters")
  public DescribeClustersResponse describeClusters(
      @Valid DescribeClustersRequest request, Caller caller) {
    Scope scope = caller.scope();
    Page<Cluster> page =
        request.clusterName() == null
            ? paging.page(
                "DescribeClusters " + scope,
                request.maxResults(),
                request.nextToken(),
                (after, limit) -> clusters.findPage(scope, after, limit),
                Cluster::name)
            : Page.of(clusters.require(scope, Names.normalise(request.clusterName())));
    boolean shards = Boolean.TRUE.equals(request.showShardDetails());
    return new DescribeClustersResponse(
        page.nextToken(),
        page.items().stream().map(cluster -> ClusterShapeOf.cluster(cluster, shards)).toList());
  }

  /** Begins to delete a cluster; nothing of it is left in the end but snapshots, if asked for. */
  @AwsOperation("DeleteCluster")
  public DeleteClusterResponse deleteCluster(@Valid DeleteClusterRequest request, Caller caller) {
    Scope scope = caller.scope();
    String finalSnapshot = request.finalSnapshotName();
    if (finalSnapshot != null) {
      lock.acquire(scope, ResourceType.SNAPSHOT);
    }
    Cluster cluster = clusters.require(scope, Names.normalise(request.clusterName()));
    membership.leave(cluster, request.multiRegionClusterName(), caller);
    if (finalSnapshot == null) {
      cluster.startDeleting();
    } else {
      cluster.startFinalSnapshot();
      snapshots.take(cluster, Names.normalise(finalSnapshot), null, Map.of());
    }
    clusters.save(cluster);
    reconciliations.request(cluster);
    return new DeleteClusterResponse(ClusterShapeOf.cluster(cluster, false));
  }

  /** The node types that a cluster can be scaled to: a smaller one only if the data fit into it. */
  @AwsOperation("ListAllowedNodeTypeUpdates")
  public ListAllowedNodeTypeUpdatesResponse listAllowedNodeTypeUpdates(
      @Valid ListAllowedNodeTypeUpdatesRequest request, Caller caller) {
    Cluster cluster = clusters.require(caller.scope(), Names.normalise(request.clusterName()));
    return new ListAllowedNodeTypeUpdatesResponse(
        names(modification.above(cluster)), names(modification.below(cluster)));
  }

  private static List<String> names(List<NodeType> types) {
    return types.stream().map(NodeType::name).toList();
  }
}
