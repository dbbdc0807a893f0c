package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Snapshots by scope and name. */
public interface SnapshotRepository extends Repository<Snapshot, UUID> {

  Snapshot save(Snapshot snapshot);

  void delete(Snapshot snapshot);

  @EntityGraph(attributePaths = "shards")
  Optional<Snapshot> findWithShardsById(UUID id);

  Optional<Snapshot> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  /** The next snapshots of a scope behind a name, in the order of their names. */
  @Query(
      """
      from Snapshot s
      where s.scope = :scope and s.source in :sources and s.name > :after
      order by s.name
      """)
  List<Snapshot> findPage(
      Scope scope, Collection<SnapshotSource> sources, String after, Limit limit);

  /** The same, of clusters with a name. */
  @Query(
      """
      from Snapshot s
      where s.scope = :scope and s.configuration.name = :clusterName and s.source in :sources
      and s.name > :after
      order by s.name
      """)
  List<Snapshot> findPageOf(
      String clusterName,
      Scope scope,
      Collection<SnapshotSource> sources,
      String after,
      Limit limit);

  /** The automated snapshots of clusters with a name that aren't being deleted yet. */
  @Query(
      """
      from Snapshot s
      where s.scope = :scope and s.configuration.name = :clusterName and s.source = AUTOMATED
      and s.status <> DELETING
      """)
  List<Snapshot> findAutomated(Scope scope, String clusterName);

  /** True while another snapshot is being made from one. */
  @Query(
      """
      select count(s) > 0 from Snapshot s
      where s.copiedFrom = :id and s.status in (CREATING, EXPORTING)
      """)
  boolean isBeingCopied(UUID id);

  /** The automated snapshots that are there, or failed, and were taken before a moment. */
  @Query(
      """
      from Snapshot s
      where s.source = AUTOMATED and s.status in (AVAILABLE, FAILED) and s.createdAt < :before
      order by s.id
      """)
  List<Snapshot> findAutomatedBefore(Instant before);

  /** True when an automated snapshot of a cluster was begun at a moment or later. */
  @Query(
      """
      select count(s) > 0 from Snapshot s
      where s.clusterId = :clusterId and s.source = AUTOMATED and s.createdAt >= :since
      """)
  boolean wasTakenAutomatically(UUID clusterId, Instant since);

  /** How many manual snapshots of a cluster, copies included, were asked for after a moment. */
  @Query(
      """
      select count(s) from Snapshot s
      where s.clusterId = :clusterId and s.source = MANUAL and s.createdAt > :after
      """)
  long countManual(UUID clusterId, Instant after);

  /** The snapshot with a name, or SnapshotNotFoundFault. */
  default Snapshot require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    Fault.SNAPSHOT_NOT_FOUND, "Snapshot %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then SnapshotAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.SNAPSHOT_ALREADY_EXISTS, "Snapshot %s already exists.".formatted(name));
    }
  }
}
