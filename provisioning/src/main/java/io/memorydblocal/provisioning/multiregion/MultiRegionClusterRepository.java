package io.memorydblocal.provisioning.multiregion;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Multi-Region clusters by account and name; the Region of their scope is empty. */
public interface MultiRegionClusterRepository extends Repository<MultiRegionCluster, UUID> {

  MultiRegionCluster save(MultiRegionCluster cluster);

  void delete(MultiRegionCluster cluster);

  Optional<MultiRegionCluster> findById(UUID id);

  Optional<MultiRegionCluster> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  long countByScope(Scope scope);

  /** The next of an account behind a name, in the order of their names. */
  @Query("from MultiRegionCluster c where c.scope = :scope and c.name > :after order by c.name")
  List<MultiRegionCluster> findPage(Scope scope, String after, Limit limit);

  /** The one with a name, or MultiRegionClusterNotFoundFault. */
  default MultiRegionCluster require(String accountId, String name) {
    return findByScopeAndName(MultiRegionCluster.scope(accountId), name)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    Fault.MULTI_REGION_CLUSTER_NOT_FOUND,
                    "Multi-Region cluster %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then MultiRegionClusterAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.MULTI_REGION_CLUSTER_ALREADY_EXISTS,
          "Multi-Region cluster %s already exists.".formatted(name));
    }
  }
}
