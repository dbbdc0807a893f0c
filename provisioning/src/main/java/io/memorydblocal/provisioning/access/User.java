package io.memorydblocal.provisioning.access;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.AccessEvents.UserCreated;
import io.memorydblocal.provisioning.access.AccessEvents.UserDeleted;
import io.memorydblocal.provisioning.access.AccessEvents.UserModified;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/** Someone who may log in to the clusters whose access control list he is on. */
@Entity
@Table(name = "access_user")
public class User extends AbstractAggregateRoot<User> implements Reconcilable {

  /** The user that every account has and nobody can change. */
  public static final String DEFAULT_NAME = "default";

  private static final String ENGINE_7 = "7.0";

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;

  @Enumerated(EnumType.STRING)
  private UserStatus status;

  private String accessString;

  @Enumerated(EnumType.STRING)
  private AuthenticationType authenticationType;

  private String minimumEngineVersion;

  @ElementCollection
  @CollectionTable(
      name = "access_user_password",
      joinColumns = @JoinColumn(name = "access_user_id"))
  @Column(name = "password_hash")
  private Set<String> passwordHashes = new HashSet<>();

  @Transient private boolean ended;

  protected User() {}

  private User(
      Scope scope,
      String name,
      AccessString access,
      AuthenticationType authentication,
      Set<String> passwordHashes) {
    this.id = UUID.randomUUID();
    this.scope = scope;
    this.name = name;
    this.arn = Arn.of(scope, ResourceType.USER, name);
    this.status = UserStatus.ACTIVE;
    this.accessString = access.toString();
    this.authenticationType = authentication;
    this.minimumEngineVersion = minimumEngineVersion(access, authentication);
    this.passwordHashes = new HashSet<>(passwordHashes);
  }

  /**
   * A new user, active at once.
   *
   * @param passwords in clear; only their hashes are kept
   */
  public static User created(
      Scope scope,
      String name,
      AccessString access,
      AuthenticationType authentication,
      Collection<String> passwords,
      Instant now) {
    Set<String> hashes = passwords.stream().map(EngineUser::hash).collect(Collectors.toSet());
    User user = new User(scope, name, access, authentication, hashes);
    user.registerEvent(new UserCreated(scope, name, now));
    return user;
  }

  /** The user {@value #DEFAULT_NAME} of a scope: everything is allowed to him, without password. */
  static User builtIn(Scope scope) {
    return new User(
        scope,
        DEFAULT_NAME,
        AccessString.parse("on ~* &* +@all"),
        AuthenticationType.NO_PASSWORD,
        Set.of());
  }

  /**
   * Changes what he may do and how he proves who he is; he is active again once every node knows.
   *
   * @param access his new rights; none leaves those he has
   * @param authentication how he proves who he is from now on
   * @param passwords in clear; they take the place of all he had. None leaves those he has, unless
   *     he needs none any more
   * @throws MemoryDbException InvalidUserStateFault unless he is active,
   *     InvalidParameterValueException for the built-in user
   */
  public void change(
      @Nullable AccessString access,
      AuthenticationType authentication,
      @Nullable Collection<String> passwords) {
    requireChangeable("modification", "modified");
    AccessString rights = access == null ? AccessString.stored(accessString) : access;
    accessString = rights.toString();
    authenticationType = authentication;
    minimumEngineVersion = minimumEngineVersion(rights, authentication);
    if (passwords != null || authentication != AuthenticationType.PASSWORD) {
      passwordHashes.clear();
      Stream.ofNullable(passwords)
          .flatMap(Collection::stream)
          .map(EngineUser::hash)
          .forEach(passwordHashes::add);
    }
    status = UserStatus.MODIFYING;
  }

  /** Every node knows of the change. */
  void changed(Instant now) {
    status = UserStatus.ACTIVE;
    registerEvent(new UserModified(scope, name, now));
  }

  /**
   * Takes his rights away; he is gone once no node knows him any more.
   *
   * @throws MemoryDbException InvalidUserStateFault unless he is active,
   *     InvalidParameterValueException for the built-in user
   */
  public void startDeleting() {
    requireChangeable("deletion", "deleted");
    status = UserStatus.DELETING;
  }

  private void requireChangeable(String purpose, String participle) {
    if (name.equals(DEFAULT_NAME)) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_VALUE,
          "The user %s can't be %s.".formatted(DEFAULT_NAME, participle));
    }
    if (status != UserStatus.ACTIVE) {
      throw new MemoryDbException(
          Fault.INVALID_USER_STATE,
          "User %s has status %s which is not valid for %s."
              .formatted(name, status.wireName(), purpose));
    }
  }

  /** Ends him: no node knows him any more. */
  void deleted(Instant now) {
    ended = true;
    registerEvent(new UserDeleted(scope, name, arn, now));
  }

  boolean hasEnded() {
    return ended;
  }

  /** True unless he is on his way out. */
  public boolean stays() {
    return status != UserStatus.DELETING;
  }

  /**
   * What an engine has to know of him; nothing when he can't log in there. That is so for a user
   * who is being deleted, and for one who would need the token check that engines don't have.
   */
  Optional<EngineUser> asEngineUser() {
    return stays() && authenticationType != AuthenticationType.IAM
        ? Optional.of(
            new EngineUser(
                name,
                AccessString.stored(accessString).rules(),
                passwordHashes.stream().sorted().toList()))
        : Optional.empty();
  }

  private static String minimumEngineVersion(
      AccessString access, AuthenticationType authentication) {
    return access.needsEngine7() && authentication != AuthenticationType.NO_PASSWORD
        ? ENGINE_7
        : authentication.minimumEngineVersion();
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String reconciler() {
    return UserReconciler.NAME;
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

  public UserStatus status() {
    return status;
  }

  public String accessString() {
    return accessString;
  }

  public AuthenticationType authenticationType() {
    return authenticationType;
  }

  /** How many passwords he has: one or two, or none when he needs none. */
  public int passwordCount() {
    return passwordHashes.size();
  }

  public String minimumEngineVersion() {
    return minimumEngineVersion;
  }
}
