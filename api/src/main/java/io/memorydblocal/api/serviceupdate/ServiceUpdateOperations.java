package io.memorydblocal.api.serviceupdate;

import static io.memorydblocal.provisioning.Fault.CLUSTER_NOT_FOUND;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.memorydblocal.api.cluster.ClusterShapeOf;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterResponse;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesResponse;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.UnprocessedCluster;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.ServiceUpdate;
import io.memorydblocal.provisioning.catalog.ServiceUpdates;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.serviceupdate.ClusterServiceUpdate;
import io.memorydblocal.provisioning.serviceupdate.ServiceUpdateListing;
import io.memorydblocal.provisioning.serviceupdate.ServiceUpdateSelection;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The operations on service updates. */
@Operations
public class ServiceUpdateOperations {

  /** The only type that the API model has. */
  private static final String TYPE = "security-update";

  private final ServiceUpdates updates;
  private final ServiceUpdateListing listing;
  private final ClusterRepository clusters;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;

  ServiceUpdateOperations(
      ServiceUpdates updates,
      ServiceUpdateListing listing,
      ClusterRepository clusters,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock) {
    this.updates = updates;
    this.listing = listing;
    this.clusters = clusters;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
  }

  /**
   * A page of the service updates of clusters. Updates are applied when a user asks for it, never
   * by themselves, so that none has the status scheduled or a date from which it is.
   */
  @AwsOperation("DescribeServiceUpdates")
  public DescribeServiceUpdatesResponse describeServiceUpdates(
      @Valid DescribeServiceUpdatesRequest request, Caller caller) {
    ServiceUpdateSelection selection =
        new ServiceUpdateSelection(
            request.serviceUpdateName(),
            request.clusterNames() == null ? null : normalised(request.clusterNames()),
            request.status() == null ? null : new TreeSet<>(request.status()));
    Page<ClusterServiceUpdate> page =
        paging.page(
            "DescribeServiceUpdates %s %s".formatted(caller.scope(), selection),
            request.maxResults(),
            request.nextToken(),
            (after, limit) -> listing.find(caller.scope(), selection, after, limit.max()),
            ServiceUpdateListing::key);
    return new DescribeServiceUpdatesResponse(
        page.nextToken(), page.items().stream().map(ServiceUpdateOperations::describe).toList());
  }

  /**
   * Begins to apply an update to clusters, all of whose nodes are restarted one by one after the
   * answer. A cluster that can't take the update doesn't keep the others from it.
   */
  @AwsOperation("BatchUpdateCluster")
  public BatchUpdateClusterResponse batchUpdateCluster(
      @Valid BatchUpdateClusterRequest request, Caller caller) {
    ServiceUpdate update =
        updates.require(request.serviceUpdate().serviceUpdateNameToApply(), clock.instant());
    Set<String> names = normalised(request.clusterNames());
    Map<String, Cluster> found =
        clusters.findByScopeAndNameIn(caller.scope(), names).stream()
            .collect(toMap(Cluster::name, identity()));
    Set<String> listed =
        listing
            .find(caller.scope(), ServiceUpdateSelection.of(update.name(), names), "", names.size())
            .stream()
            .map(ClusterServiceUpdate::clusterName)
            .collect(toSet());
    List<Cluster> processed = new ArrayList<>();
    List<UnprocessedCluster> unprocessed = new ArrayList<>();
    for (String name : names) {
      try {
        processed.add(start(update, name, found.get(name), listed.contains(name)));
      } catch (MemoryDbException e) {
        unprocessed.add(
            new UnprocessedCluster(name, e.fault().code(), String.valueOf(e.getMessage())));
      }
    }
    reconciliations.requestAll(processed);
    return new BatchUpdateClusterResponse(
        processed.stream().map(cluster -> ClusterShapeOf.cluster(cluster, false)).toList(),
        unprocessed);
  }

  private Cluster start(
      ServiceUpdate update, String name, @Nullable Cluster cluster, boolean listed) {
    if (cluster == null) {
      throw new MemoryDbException(CLUSTER_NOT_FOUND, "Cluster %s not found.".formatted(name));
    }
    if (!listed) {
      cluster.requireAvailable("a service update");
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "Cluster %s doesn't need service update %s.".formatted(name, update.name()));
    }
    cluster.startServiceUpdate(update.name());
    return clusters.save(cluster);
  }

  /** Each once, in the order of the request. */
  private static Set<String> normalised(List<String> names) {
    return names.stream().map(Names::normalise).collect(toCollection(LinkedHashSet::new));
  }

  private static ServiceUpdateShapes.ServiceUpdate describe(ClusterServiceUpdate row) {
    return new ServiceUpdateShapes.ServiceUpdate(
        row.clusterName(),
        row.update().name(),
        row.update().releaseDate(),
        row.update().description(),
        row.status().wireName(),
        TYPE,
        row.update().engine(),
        "%d/%d".formatted(row.nodesUpdated(), row.nodes()),
        row.update().autoUpdateStartDate());
  }
}
