package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Clusters by scope and name. */
public interface ClusterRepository extends Repository<Cluster, UUID> {

  Cluster save(Cluster cluster);

  void delete(Cluster cluster);

  Optional<Cluster> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  /** A cluster with its shards and nodes. */
  @EntityGraph(attributePaths = {"shards.nodes", "acl", "parameterGroup", "serviceUpdates"})
  Optional<Cluster> findWithTopologyById(UUID id);

  Optional<Cluster> findById(UUID id);

  /** The cluster that has a node. */
  @Query("select c from Cluster c join c.shards s join s.nodes n where n.id = :nodeId")
  Optional<Cluster> findByNodeId(UUID nodeId);

  /** The nodes whose engines should be serving, or be about to again, with their clusters. */
  @Query(
      """
      from Node n join fetch n.shard s join fetch s.cluster
      where n.startedAt is not null and n.status not in (DATA_LOST, REBUILDING)
      """)
  List<Node> findStartedNodes();

  /** Clusters with one of several access control lists, in the order of their names. */
  @Query("from Cluster c join fetch c.acl where c.acl.id in :aclIds order by c.name")
  List<Cluster> findByAclIds(Collection<UUID> aclIds);

  /** The names of the clusters that have one of several access control lists. */
  @Query(
      """
      select new io.memorydblocal.provisioning.cluster.AclUse(c.acl.id, c.name)
      from Cluster c where c.acl.id in :aclIds order by c.name
      """)
  List<AclUse> findUses(Collection<UUID> aclIds);

  /** The next clusters of a scope behind a name, in the order of their names. */
  @EntityGraph(attributePaths = {"acl", "parameterGroup"})
  @Query("from Cluster c where c.scope = :scope and c.name > :after order by c.name")
  List<Cluster> findPage(Scope scope, String after, Limit limit);

  /** Those of several names that there are. */
  List<Cluster> findByScopeAndNameIn(Scope scope, Collection<String> names);

  /** How many started nodes of clusters with an access control list have other users than these. */
  @Query(
      """
      select count(n) from Cluster c join c.shards s join s.nodes n
      where c.acl.id = :aclId and n.startedAt is not null and n.accessDigest <> :digest
      and c.status not in (CREATE_FAILED, RESTORE_FAILED, DELETING, STOP_SNAPSHOT, STOPPING)
      """)
  long countNodesWithOtherUsers(UUID aclId, String digest);

  /** Those of several snapshots that clusters are being restored from. */
  @Query(
      """
      select distinct c.restore.snapshotId from Cluster c
      where c.restore.snapshotId in :snapshotIds and c.status in (CREATING, STARTING)
      """)
  Set<UUID> findRestoring(Collection<UUID> snapshotIds);

  /** True while a snapshot is the only place where the data of a stopped cluster are. */
  @Query(
      """
      select count(c) > 0 from Cluster c
      where c.restore.snapshotId = :snapshotId
      and c.status in (STOP_SNAPSHOT, STOPPING, STOPPED, STARTING)
      """)
  boolean isStoppedWith(UUID snapshotId);

  /** Available clusters that need a service update and weren't asked to take it. */
  @Query(
      """
      from Cluster c where c.status = AVAILABLE
      and c.engine.engine = :engine and c.engine.engineVersion in :versions
      and c.createdAt < :released
      and not exists (select u from c.serviceUpdates u where u.name = :update)
      order by c.scope.accountId, c.scope.region, c.name
      """)
  List<Cluster> findInNeedOf(
      String update, String engine, Collection<String> versions, Instant released);

  /** Available clusters of which automatic snapshots are to be taken. */
  @Query(
      """
      from Cluster c where c.upkeep.snapshotRetentionLimit > 0 and c.status = AVAILABLE
      order by c.scope.accountId, c.scope.region, c.name
      """)
  List<Cluster> findWithAutomaticSnapshots();

  /** The members of several multi-Region clusters of an account, by Region. */
  @Query(
      """
      from Cluster c where c.scope.accountId = :accountId and c.multiRegionClusterName in :names
      order by c.scope.region
      """)
  List<Cluster> findMembers(String accountId, Collection<String> names);

  /** How many members of a multi-Region cluster are being created or deleted. */
  @Query(
      """
      select count(c) from Cluster c
      where c.scope.accountId = :accountId and c.multiRegionClusterName = :name
      and c.status in (CREATING, DELETING)
      """)
  long countMembersOnTheirWay(String accountId, String name);

  /** Clusters with a parameter group, in the order of their names. */
  @Query("from Cluster c where c.parameterGroup.id = :parameterGroupId order by c.name")
  List<Cluster> findByParameterGroupId(UUID parameterGroupId);

  /** The names of the clusters in a subnet group, in order. */
  @Query(
      """
      select c.name from Cluster c
      where c.scope = :scope and c.network.subnetGroupName = :subnetGroup order by c.name
      """)
  List<String> findNamesBySubnetGroup(Scope scope, String subnetGroup);

  /** The zones in which the clusters in a subnet group have nodes. */
  @Query(
      """
      select distinct n.zone from Cluster c join c.shards s join s.nodes n
      where c.scope = :scope and c.network.subnetGroupName = :subnetGroup
      """)
  List<String> findZonesBySubnetGroup(Scope scope, String subnetGroup);

  /** How many nodes all clusters of a scope are to have. */
  @Query(
      """
      select coalesce(sum(c.layout.shards * (c.layout.replicasPerShard + 1)), 0)
      from Cluster c where c.scope = :scope
      """)
  long countNodes(Scope scope);

  /** The cluster with a name, or ClusterNotFoundFault. */
  default Cluster require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    Fault.CLUSTER_NOT_FOUND, "Cluster %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then ClusterAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.CLUSTER_ALREADY_EXISTS, "Cluster %s already exists.".formatted(name));
    }
  }
}
