package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Users by scope and name. */
public interface UserRepository extends Repository<User, UUID> {

  User save(User user);

  void delete(User user);

  Optional<User> findById(UUID id);

  Optional<User> findByScopeAndName(Scope scope, String name);

  boolean existsByScopeAndName(Scope scope, String name);

  long countByScope(Scope scope);

  /** The next users of a scope behind a name, in the order of their names. */
  @Query("from User u where u.scope = :scope and u.name > :after order by u.name")
  List<User> findPage(Scope scope, String after, Limit limit);

  /** The same, of those with one of several names. */
  @Query(
      """
      from User u where u.scope = :scope and u.name in :names and u.name > :after order by u.name
      """)
  List<User> findPageOf(Collection<String> names, Scope scope, String after, Limit limit);

  /** The user with a name, or UserNotFoundFault. */
  default User require(Scope scope, String name) {
    return findByScopeAndName(scope, name)
        .orElseThrow(
            () ->
                new MemoryDbException(Fault.USER_NOT_FOUND, "User %s not found.".formatted(name)));
  }

  /** Does nothing unless the name is taken: then UserAlreadyExistsFault. */
  default void requireFree(Scope scope, String name) {
    if (existsByScopeAndName(scope, name)) {
      throw new MemoryDbException(
          Fault.USER_ALREADY_EXISTS, "User %s already exists.".formatted(name));
    }
  }
}
