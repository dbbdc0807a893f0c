package io.memorydblocal.provisioning.access;

import static java.util.Comparator.comparing;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.AccessEvents.AclCreated;
import io.memorydblocal.provisioning.access.AccessEvents.AclDeleted;
import io.memorydblocal.provisioning.access.AccessEvents.AclModified;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** An access control list: the users who may log in to the clusters that have it. */
@Entity
public class Acl extends AbstractAggregateRoot<Acl> implements Reconcilable {

  /** The list that every account has and nobody can change; the user default is all it holds. */
  public static final String OPEN_ACCESS = "open-access";

  /** What AWS reports for a list that nobody is on, and for open-access. */
  private static final String OLDEST_ENGINE = "6.2";

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;

  @Enumerated(EnumType.STRING)
  private AclStatus status;

  @ManyToMany
  @JoinTable(
      name = "acl_user",
      joinColumns = @JoinColumn(name = "acl_id"),
      inverseJoinColumns = @JoinColumn(name = "access_user_id"))
  private Set<User> users = new HashSet<>();

  @Transient private boolean ended;

  protected Acl() {}

  private Acl(Scope scope, String name, AclStatus status, Collection<User> users) {
    this.id = UUID.randomUUID();
    this.scope = scope;
    this.name = name;
    this.arn = Arn.of(scope, ResourceType.ACL, name);
    this.status = status;
    this.users = new HashSet<>(users);
  }

  /** A new list, active once it has been reconciled. */
  public static Acl requested(Scope scope, String name, Collection<User> users) {
    return new Acl(scope, name, AclStatus.CREATING, users);
  }

  /** The list {@value #OPEN_ACCESS} of a scope. */
  static Acl builtIn(Scope scope, User defaultUser) {
    return new Acl(scope, OPEN_ACCESS, AclStatus.ACTIVE, List.of(defaultUser));
  }

  /** A user of the list is being deleted: nodes have to learn of it. */
  public void losesAUser() {
    if (status == AclStatus.ACTIVE) {
      status = AclStatus.MODIFYING;
    }
  }

  /**
   * Begins to delete the list.
   *
   * @param clusters the clusters that have it
   * @throws MemoryDbException InvalidACLStateFault while it is in use or not active,
   *     InvalidParameterValueException for the built-in list
   */
  public void startDeleting(Collection<String> clusters) {
    if (name.equals(OPEN_ACCESS)) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_VALUE, "open-access ACL can't be deleted.");
    }
    requireActive("deletion");
    if (!clusters.isEmpty()) {
      throw new MemoryDbException(
          Fault.INVALID_ACL_STATE,
          "ACL %s is still in use by %s.".formatted(name, String.join(", ", clusters)));
    }
    status = AclStatus.DELETING;
  }

  /**
   * Does nothing for an active list.
   *
   * @param purpose what it would be needed for
   * @throws MemoryDbException InvalidACLStateFault for any other
   */
  public void requireActive(String purpose) {
    if (status != AclStatus.ACTIVE) {
      throw new MemoryDbException(
          Fault.INVALID_ACL_STATE,
          "ACL %s has status %s which is not valid for %s."
              .formatted(name, status.wireName(), purpose));
    }
  }

  /** Every node of every cluster that has the list knows its users. */
  void settled(Instant now) {
    registerEvent(
        status == AclStatus.CREATING
            ? new AclCreated(scope, name, now)
            : new AclModified(scope, name, now));
    status = AclStatus.ACTIVE;
  }

  /** Ends the list. */
  void deleted(Instant now) {
    ended = true;
    registerEvent(new AclDeleted(scope, name, arn, now));
  }

  boolean hasEnded() {
    return ended;
  }

  /** Strikes a user from the list whom no node knows any more. */
  void remove(User user) {
    users.removeIf(member -> member.id().equals(user.id()));
  }

  /** The users that engines of a cluster with this list must have, in a fixed order. */
  public List<EngineUser> engineUsers() {
    return users.stream()
        .map(User::asEngineUser)
        .flatMap(Optional::stream)
        .sorted(comparing(EngineUser::name))
        .toList();
  }

  /** The names of its users. */
  public List<String> userNames() {
    return users.stream().map(User::name).sorted().toList();
  }

  /** The names of its users that are on their way out. */
  public List<String> userNamesToRemove() {
    return users.stream().filter(user -> !user.isActive()).map(User::name).sorted().toList();
  }

  /** The highest version that one of its users needs. */
  public String minimumEngineVersion() {
    return users.stream()
        .map(User::minimumEngineVersion)
        .filter(minimum -> minimum.compareTo(OLDEST_ENGINE) > 0)
        .max(String::compareTo)
        .orElse(OLDEST_ENGINE);
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String reconciler() {
    return AclReconciler.NAME;
  }

  @Override
  public long version() {
    return version == null ? 0 : version;
  }

  public Scope scope() {
    return scope;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public AclStatus status() {
    return status;
  }
}
