package io.memorydblocal.api.user;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.USER_QUOTA_EXCEEDED;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.user.UserShapes.AuthenticationMode;
import io.memorydblocal.api.user.UserShapes.CreateUserRequest;
import io.memorydblocal.api.user.UserShapes.CreateUserResponse;
import io.memorydblocal.api.user.UserShapes.DeleteUserRequest;
import io.memorydblocal.api.user.UserShapes.DeleteUserResponse;
import io.memorydblocal.api.user.UserShapes.DescribeUsersRequest;
import io.memorydblocal.api.user.UserShapes.DescribeUsersResponse;
import io.memorydblocal.api.user.UserShapes.Filter;
import io.memorydblocal.api.user.UserShapes.UpdateUserRequest;
import io.memorydblocal.api.user.UserShapes.UpdateUserResponse;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.AccessString;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.access.AuthenticationType;
import io.memorydblocal.provisioning.access.BuiltInAccess;
import io.memorydblocal.provisioning.access.Membership;
import io.memorydblocal.provisioning.access.User;
import io.memorydblocal.provisioning.access.UserRepository;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on users. */
@Operations
public class UserOperations {

  private static final String NAME_FILTER = "UserName";

  private final UserRepository users;
  private final AclRepository acls;
  private final ClusterRepository clusters;
  private final BuiltInAccess builtIns;
  private final CreationLock lock;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;
  private final int quota;

  UserOperations(
      UserRepository users,
      AclRepository acls,
      ClusterRepository clusters,
      BuiltInAccess builtIns,
      CreationLock lock,
      Tags tags,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.users = users;
    this.acls = acls;
    this.clusters = clusters;
    this.builtIns = builtIns;
    this.lock = lock;
    this.tags = tags;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota().users();
  }

  /** Makes a user, who is active at once. */
  @AwsOperation("CreateUser")
  public CreateUserResponse createUser(@Valid CreateUserRequest request, Caller caller) {
    Scope scope = scope(caller);
    String name = Names.normalise(request.userName());
    AccessString access = AccessString.parse(request.accessString());
    AuthenticationMode mode = request.authenticationMode();
    AuthenticationType type = authentication(mode);
    lock.acquire(scope, ResourceType.USER);
    users.requireFree(scope, name);
    if (users.countByScope(scope) >= quota) {
      throw new MemoryDbException(
          USER_QUOTA_EXCEEDED, "There can be at most %d users.".formatted(quota));
    }
    List<String> passwords = mode.passwords() == null ? List.of() : mode.passwords();
    User user = User.created(scope, name, access, type, passwords, clock.instant());
    users.save(user);
    tags.put(user.arn(), TagShapes.byKey(request.tags()));
    return new CreateUserResponse(describe(user, List.of()));
  }

  /** One user by name, or a page of all. */
  @AwsOperation("DescribeUsers")
  public DescribeUsersResponse describeUsers(@Valid DescribeUsersRequest request, Caller caller) {
    Scope scope = scope(caller);
    Page<User> page =
        request.userName() == null
            ? page(scope, request)
            : Page.of(users.require(scope, Names.normalise(request.userName())));
    List<Membership> memberships =
        acls.findMemberships(page.items().stream().map(User::id).toList());
    return new DescribeUsersResponse(
        page.items().stream().map(user -> describe(user, aclNames(user, memberships))).toList(),
        page.nextToken());
  }

  /** Changes what a user may do or how he logs in, on all nodes; his connections stay. */
  @AwsOperation("UpdateUser")
  public UpdateUserResponse updateUser(@Valid UpdateUserRequest request, Caller caller) {
    AuthenticationMode mode = request.authenticationMode();
    if (mode == null && request.accessString() == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "Give AccessString, AuthenticationMode or both.");
    }
    AccessString access =
        request.accessString() == null ? null : AccessString.parse(request.accessString());
    User user = users.require(scope(caller), Names.normalise(request.userName()));
    user.change(
        access,
        mode == null ? user.authenticationType() : authentication(mode),
        mode == null ? null : mode.passwords());
    List<Acl> memberOf = reachNodes(user);
    return new UpdateUserResponse(describe(user, memberOf.stream().map(Acl::name).toList()));
  }

  /** Takes a user off all access control lists and all nodes, then ends him. */
  @AwsOperation("DeleteUser")
  public DeleteUserResponse deleteUser(@Valid DeleteUserRequest request, Caller caller) {
    User user = users.require(scope(caller), Names.normalise(request.userName()));
    user.startDeleting();
    List<Acl> memberOf = reachNodes(user);
    return new DeleteUserResponse(describe(user, memberOf.stream().map(Acl::name).toList()));
  }

  /** Saves a changed user and has everything that knows him reconciled; returns his lists. */
  private List<Acl> reachNodes(User user) {
    users.save(user);
    List<Acl> memberOf = acls.findByUserId(user.id());
    List<Cluster> using = clusters.findByAclIds(memberOf.stream().map(Acl::id).toList());
    using.forEach(cluster -> cluster.requireEngineFor(cluster.acl()));
    memberOf.forEach(Acl::usersChange);
    memberOf.forEach(acls::save);
    reconciliations.request(user);
    reconciliations.requestAll(memberOf);
    reconciliations.requestAll(using);
    return memberOf;
  }

  private Page<User> page(Scope scope, DescribeUsersRequest request) {
    Set<String> names = namesAskedFor(request.filters());
    return paging.page(
        "DescribeUsers %s %s".formatted(scope, names),
        request.maxResults(),
        request.nextToken(),
        (after, limit) ->
            names == null
                ? users.findPage(scope, after, limit)
                : users.findPageOf(names, scope, after, limit),
        User::name);
  }

  /** Filters are undocumented but for their example, the user's name. */
  private static @Nullable Set<String> namesAskedFor(@Nullable List<Filter> filters) {
    Set<String> names = null;
    for (Filter filter : filters == null ? List.<Filter>of() : filters) {
      if (!filter.name().equals(NAME_FILTER)) {
        throw new MemoryDbException(
            INVALID_PARAMETER_VALUE,
            "The filter '%s' is not known. Users can be filtered by %s."
                .formatted(filter.name(), NAME_FILTER));
      }
      List<String> values = filter.values().stream().map(Names::normalise).toList();
      if (names == null) {
        names = new HashSet<>(values);
      } else {
        names.retainAll(values);
      }
    }
    return names;
  }

  private static AuthenticationType authentication(AuthenticationMode mode) {
    boolean hasPasswords = mode.passwords() != null;
    if (mode.type().equals("iam")) {
      if (hasPasswords) {
        throw new MemoryDbException(
            INVALID_PARAMETER_COMBINATION, "A user of type iam has no passwords.");
      }
      return AuthenticationType.IAM;
    }
    if (!hasPasswords) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "A user of type password needs one or two passwords.");
    }
    return AuthenticationType.PASSWORD;
  }

  private static List<String> aclNames(User user, List<Membership> memberships) {
    List<String> names = new ArrayList<>();
    for (Membership membership : memberships) {
      if (membership.userId().equals(user.id())) {
        names.add(membership.aclName());
      }
    }
    return names;
  }

  private static UserShapes.User describe(User user, List<String> aclNames) {
    return new UserShapes.User(
        user.name(),
        user.status().wireName(),
        user.accessString(),
        aclNames,
        user.minimumEngineVersion(),
        new UserShapes.Authentication(
            user.authenticationType().wireName(),
            user.authenticationType() == AuthenticationType.PASSWORD ? user.passwordCount() : null),
        user.arn());
  }

  private Scope scope(Caller caller) {
    builtIns.ensure(caller.scope());
    return caller.scope();
  }
}
