package io.memorydblocal.provisioning.parameter;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Parameter groups by scope and name. */
public interface ParameterGroupRepository extends Repository<ParameterGroup, UUID> {

  ParameterGroup save(ParameterGroup group);

  void delete(ParameterGroup group);

  Optional<ParameterGroup> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  long countByScope(Scope scope);

  /** A group with its values. */
  @EntityGraph(attributePaths = "chosen")
  Optional<ParameterGroup> findWithValuesById(UUID id);

  /** The next groups of a scope behind a name, in the order of their names. */
  @Query("from ParameterGroup g where g.scope = :scope and g.name > :after order by g.name")
  List<ParameterGroup> findPage(Scope scope, String after, Limit limit);

  /** The group with a name, or ParameterGroupNotFoundFault. */
  default ParameterGroup require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () ->
                new MemoryDbException(
                    Fault.PARAMETER_GROUP_NOT_FOUND,
                    "Parameter group %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then ParameterGroupAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.PARAMETER_GROUP_ALREADY_EXISTS,
          "Parameter group %s already exists.".formatted(name));
    }
  }
}
