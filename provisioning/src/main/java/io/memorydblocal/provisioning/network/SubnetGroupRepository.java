package io.memorydblocal.provisioning.network;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Subnet groups by scope and name. */
public interface SubnetGroupRepository extends Repository<SubnetGroup, UUID> {

  SubnetGroup save(SubnetGroup group);

  void delete(SubnetGroup group);

  Optional<SubnetGroup> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  long countByScope(Scope scope);

  /** The next groups of a scope behind a name, in the order of their names. */
  @Query("from SubnetGroup g where g.scope = :scope and g.name > :after order by g.name")
  List<SubnetGroup> findPage(Scope scope, String after, Limit limit);

  /** The group with a name, or SubnetGroupNotFoundFault. */
  default SubnetGroup require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    Fault.SUBNET_GROUP_NOT_FOUND, "Subnet group %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then SubnetGroupAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.SUBNET_GROUP_ALREADY_EXISTS, "Subnet group %s already exists.".formatted(name));
    }
  }
}
