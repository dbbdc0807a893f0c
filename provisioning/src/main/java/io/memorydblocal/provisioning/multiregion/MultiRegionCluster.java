package io.memorydblocal.provisioning.multiregion;

import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceEnded;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * What the clusters of several Regions have in common. It belongs to an account and to no Region.
 * Its members are ordinary clusters; nothing is replicated between them.
 */
@Entity
public class MultiRegionCluster extends AbstractAggregateRoot<MultiRegionCluster>
    implements Reconcilable {

  /** The one parameter group that AWS has for them. */
  public static final String PARAMETER_GROUP = "default.memorydb-valkey7.multiregion";

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;
  private @Nullable String description;

  @Enumerated(EnumType.STRING)
  private MultiRegionClusterStatus status;

  @Embedded private EngineRelease engine;
  private String nodeType;
  private int numShards;
  private boolean tlsEnabled;

  @Transient private boolean ended;

  protected MultiRegionCluster() {}

  /** The scope of what belongs to an account and to no Region. */
  public static Scope scope(String accountId) {
    return new Scope(accountId, "");
  }

  /**
   * Does nothing for the parameter group that there is.
   *
   * @throws MemoryDbException MultiRegionParameterGroupNotFoundFault for another
   */
  public static void requireParameterGroup(String name) {
    if (!name.equals(PARAMETER_GROUP)) {
      throw new MemoryDbException(
          Fault.MULTI_REGION_PARAMETER_GROUP_NOT_FOUND,
          "Multi-Region parameter group %s not found.".formatted(name));
    }
  }

  /** A new one, without members. */
  public static MultiRegionCluster requested(
      String accountId,
      String name,
      @Nullable String description,
      EngineRelease engine,
      String nodeType,
      int numShards,
      boolean tlsEnabled) {
    MultiRegionCluster cluster = new MultiRegionCluster();
    cluster.id = UUID.randomUUID();
    cluster.scope = scope(accountId);
    cluster.name = name;
    cluster.arn = Arn.of(cluster.scope, ResourceType.MULTI_REGION_CLUSTER, name);
    cluster.description = description;
    cluster.status = MultiRegionClusterStatus.CREATING;
    cluster.engine = engine;
    cluster.nodeType = nodeType;
    cluster.numShards = numShards;
    cluster.tlsEnabled = tlsEnabled;
    return cluster;
  }

  /**
   * Does nothing while it is available.
   *
   * @param fault for any other state
   * @param purpose what it would be needed for
   */
  public void requireAvailable(Fault fault, String purpose) {
    if (status != MultiRegionClusterStatus.AVAILABLE) {
      throw new MemoryDbException(
          fault,
          "Cluster %s has status %s which is not valid for %s."
              .formatted(name, status.wireName(), purpose));
    }
  }

  /** A member comes or goes; it is available again once that is done. */
  public void membersChange() {
    status = MultiRegionClusterStatus.UPDATING;
  }

  /** Says something else about it, and gives members to come another size. */
  public void update(
      @Nullable String newDescription, @Nullable String newNodeType, @Nullable Integer shards) {
    requireAvailable(Fault.INVALID_MULTI_REGION_CLUSTER_STATE, "modification");
    if (newDescription != null) {
      description = newDescription;
    }
    if (newNodeType != null) {
      nodeType = newNodeType;
    }
    if (shards != null) {
      numShards = shards;
    }
    status = MultiRegionClusterStatus.UPDATING;
  }

  /**
   * Begins to delete it.
   *
   * @param members the names of its members
   * @throws MemoryDbException InvalidMultiRegionClusterStateFault while it has any, or isn't
   *     available
   */
  public void startDeleting(Collection<String> members) {
    requireAvailable(Fault.INVALID_MULTI_REGION_CLUSTER_STATE, "deletion");
    if (!members.isEmpty()) {
      throw new MemoryDbException(
          Fault.INVALID_MULTI_REGION_CLUSTER_STATE,
          "Multi-Region cluster %s still has the members %s."
              .formatted(name, String.join(", ", members)));
    }
    status = MultiRegionClusterStatus.DELETING;
  }

  /** Nothing about it or its members is on its way any more. */
  void settled() {
    status = MultiRegionClusterStatus.AVAILABLE;
  }

  /** Ends it. */
  void deleted() {
    ended = true;
    registerEvent(new ResourceEnded(arn));
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String reconciler() {
    return MultiRegionClusterReconciler.NAME;
  }

  @Override
  public long version() {
    return version == null ? 0 : version;
  }

  public String accountId() {
    return scope.accountId();
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public @Nullable String description() {
    return description;
  }

  public MultiRegionClusterStatus status() {
    return status;
  }

  public EngineRelease engine() {
    return engine;
  }

  public String nodeType() {
    return nodeType;
  }

  public int numShards() {
    return numShards;
  }

  public boolean tlsEnabled() {
    return tlsEnabled;
  }
}
