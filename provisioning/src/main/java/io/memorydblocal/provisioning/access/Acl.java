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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Members that not every node knows yet, and former ones that some node still knows. */
  private List<String> userNamesToAdd = new ArrayList<>();

  private List<String> userNamesToRemove = new ArrayList<>();

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

  /**
   * Adds and removes users; the list is active again once every node knows.
   *
   * @throws MemoryDbException InvalidACLStateFault unless it is active,
   *     InvalidParameterValueException for the built-in list and for a user to remove who isn't on
   *     it, DuplicateUserNameFault for a user to add who is
   */
  public void change(Collection<User> joining, Collection<String> leaving) {
    if (name.equals(OPEN_ACCESS)) {
      throw new MemoryDbException(
          leaving.contains(User.DEFAULT_NAME)
              ? Fault.DEFAULT_USER_REQUIRED
              : Fault.INVALID_PARAMETER_VALUE,
          "%s ACL can't be modified.".formatted(OPEN_ACCESS));
    }
    requireActive("modification");
    Set<String> members = users.stream().map(User::name).collect(Collectors.toSet());
    for (User user : joining) {
      if (members.contains(user.name())) {
        throw new MemoryDbException(
            Fault.DUPLICATE_USER_NAME,
            "User %s is already on the ACL %s.".formatted(user.name(), name));
      }
    }
    for (String userName : leaving) {
      if (!members.contains(userName)) {
        throw new MemoryDbException(
            Fault.INVALID_PARAMETER_VALUE,
            "User %s is not on the ACL %s.".formatted(userName, name));
      }
    }
    users.removeIf(user -> leaving.contains(user.name()));
    users.addAll(joining);
    userNamesToAdd = joining.stream().map(User::name).sorted().toList();
    userNamesToRemove = leaving.stream().sorted().toList();
    status = AclStatus.MODIFYING;
  }

  /** A user of the list changes or is being deleted: nodes have to learn of it. */
  public void usersChange() {
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
    userNamesToAdd = new ArrayList<>();
    userNamesToRemove = new ArrayList<>();
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

  /** The names of its users as the nodes know them: without those to add, with those to remove. */
  public List<String> userNames() {
    return Stream.concat(
            users.stream().map(User::name).filter(user -> !userNamesToAdd.contains(user)),
            userNamesToRemove.stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** The names of the users whom not every node knows yet. */
  public List<String> userNamesToAdd() {
    return List.copyOf(userNamesToAdd);
  }

  /** The names of the users who leave it, or are being deleted. */
  public List<String> userNamesToRemove() {
    return Stream.concat(
            users.stream().filter(user -> !user.stays()).map(User::name),
            userNamesToRemove.stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** How many users it is to have. */
  public int size() {
    return users.size();
  }

  /** True while a user who is being deleted is still on it. */
  boolean losesUsers() {
    return users.stream().anyMatch(user -> !user.stays());
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
