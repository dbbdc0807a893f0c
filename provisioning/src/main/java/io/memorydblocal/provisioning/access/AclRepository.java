package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Access control lists by scope and name. */
public interface AclRepository extends Repository<Acl, UUID> {

  Acl save(Acl acl);

  void delete(Acl acl);

  @EntityGraph(attributePaths = "users.passwordHashes")
  Optional<Acl> findWithUsersById(UUID id);

  Optional<Acl> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  long countByScope(Scope scope);

  /** The lists that a user is on, in the order of their names. */
  @Query("select a from Acl a join a.users u where u.id = :userId order by a.name")
  List<Acl> findByUserId(UUID userId);

  /** Who is on which list, for several users. */
  @Query(
      """
      select new io.memorydblocal.provisioning.access.Membership(u.id, a.name)
      from Acl a join a.users u where u.id in :userIds order by a.name
      """)
  List<Membership> findMemberships(Collection<UUID> userIds);

  /** The next lists of a scope behind a name, in the order of their names. */
  @Query("from Acl a where a.scope = :scope and a.name > :after order by a.name")
  List<Acl> findPage(Scope scope, String after, Limit limit);

  /** The list with a name, or ACLNotFoundFault. */
  default Acl require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () -> new MemoryDbException(Fault.ACL_NOT_FOUND, "ACL %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then ACLAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.ACL_ALREADY_EXISTS, "ACL %s already exists.".formatted(name));
    }
  }
}
