package io.memorydblocal.api.acl;

import static io.memorydblocal.provisioning.Fault.ACL_QUOTA_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.DUPLICATE_USER_NAME;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.USER_NOT_FOUND;

import io.memorydblocal.api.acl.AclShapes.ACLPendingChanges;
import io.memorydblocal.api.acl.AclShapes.CreateACLRequest;
import io.memorydblocal.api.acl.AclShapes.CreateACLResponse;
import io.memorydblocal.api.acl.AclShapes.DeleteACLRequest;
import io.memorydblocal.api.acl.AclShapes.DeleteACLResponse;
import io.memorydblocal.api.acl.AclShapes.DescribeACLsRequest;
import io.memorydblocal.api.acl.AclShapes.DescribeACLsResponse;
import io.memorydblocal.api.acl.AclShapes.UpdateACLRequest;
import io.memorydblocal.api.acl.AclShapes.UpdateACLResponse;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.access.AclRepository;
import io.memorydblocal.provisioning.access.BuiltInAccess;
import io.memorydblocal.provisioning.access.User;
import io.memorydblocal.provisioning.access.UserRepository;
import io.memorydblocal.provisioning.cluster.AclUse;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations on access control lists. */
@Operations
public class AclOperations {

  private final AclRepository acls;
  private final UserRepository users;
  private final ClusterRepository clusters;
  private final BuiltInAccess builtIns;
  private final CreationLock lock;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final ProvisioningProperties.Quota quota;

  AclOperations(
      AclRepository acls,
      UserRepository users,
      ClusterRepository clusters,
      BuiltInAccess builtIns,
      CreationLock lock,
      Tags tags,
      Reconciliations reconciliations,
      Paging paging,
      ProvisioningProperties properties) {
    this.acls = acls;
    this.users = users;
    this.clusters = clusters;
    this.builtIns = builtIns;
    this.lock = lock;
    this.tags = tags;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.quota = properties.quota();
  }

  /** Makes a list of users; an empty one lets nobody in. */
  @AwsOperation("CreateACL")
  public CreateACLResponse createAcl(@Valid CreateACLRequest request, Caller caller) {
    Scope scope = scope(caller);
    String name = Names.normalise(request.aclName());
    List<User> members = members(scope, request.userNames());
    lock.acquire(scope, ResourceType.ACL);
    acls.requireFree(scope, name);
    if (acls.countByScope(scope) >= quota.acls()) {
      throw new MemoryDbException(
          ACL_QUOTA_EXCEEDED, "There can be at most %d ACLs.".formatted(quota.acls()));
    }
    Acl acl = acls.save(Acl.requested(scope, name, members));
    tags.put(acl.arn(), TagShapes.byKey(request.tags()));
    reconciliations.request(acl);
    return new CreateACLResponse(describe(acl, List.of()));
  }

  /** One list by name, or a page of all. */
  @AwsOperation("DescribeACLs")
  public DescribeACLsResponse describeAcls(@Valid DescribeACLsRequest request, Caller caller) {
    Scope scope = scope(caller);
    Page<Acl> page =
        request.aclName() == null
            ? paging.page(
                "DescribeACLs " + scope,
                request.maxResults(),
                request.nextToken(),
                (after, limit) -> acls.findPage(scope, after, limit),
                Acl::name)
            : Page.of(acls.require(scope, Names.normalise(request.aclName())));
    List<AclUse> uses = clusters.findUses(page.items().stream().map(Acl::id).toList());
    return new DescribeACLsResponse(
        page.items().stream().map(acl -> describe(acl, clusterNames(acl, uses))).toList(),
        page.nextToken());
  }

  /** Adds users to a list and takes others off it, on all nodes of all clusters that have it. */
  @AwsOperation("UpdateACL")
  public UpdateACLResponse updateAcl(@Valid UpdateACLRequest request, Caller caller) {
    Scope scope = scope(caller);
    List<String> leaving = distinct(request.userNamesToRemove());
    if (request.userNamesToAdd() == null && request.userNamesToRemove() == null) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "Give UserNamesToAdd, UserNamesToRemove or both.");
    }
    Acl acl = acls.require(scope, Names.normalise(request.aclName()));
    for (String name : distinct(request.userNamesToAdd())) {
      if (leaving.contains(name)) {
        throw new MemoryDbException(
            INVALID_PARAMETER_COMBINATION,
            "User %s is in both UserNamesToAdd and UserNamesToRemove.".formatted(name));
      }
    }
    acl.change(members(scope, request.userNamesToAdd()), leaving);
    if (acl.size() > quota.usersPerAcl()) {
      throw tooManyUsers();
    }
    List<Cluster> using = clusters.findByAclIds(List.of(acl.id()));
    using.forEach(cluster -> cluster.requireEngineFor(acl));
    acls.save(acl);
    reconciliations.request(acl);
    reconciliations.requestAll(using);
    return new UpdateACLResponse(describe(acl, using.stream().map(Cluster::name).toList()));
  }

  /** Ends a list that no cluster has; its users stay. */
  @AwsOperation("DeleteACL")
  public DeleteACLResponse deleteAcl(@Valid DeleteACLRequest request, Caller caller) {
    Scope scope = scope(caller);
    // A cluster that is being created with the list must be seen.
    lock.acquire(scope, ResourceType.CLUSTER);
    Acl acl = acls.require(scope, Names.normalise(request.aclName()));
    acl.startDeleting(clusterNames(acl, clusters.findUses(List.of(acl.id()))));
    acls.save(acl);
    reconciliations.request(acl);
    return new DeleteACLResponse(describe(acl, List.of()));
  }

  private List<User> members(Scope scope, @Nullable List<String> names) {
    List<String> seen = distinct(names);
    if (seen.contains(User.DEFAULT_NAME)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE, "The user default can only be on the ACL open-access.");
    }
    if (seen.size() > quota.usersPerAcl()) {
      throw tooManyUsers();
    }
    return seen.stream().map(name -> member(scope, name)).toList();
  }

  private MemoryDbException tooManyUsers() {
    return new MemoryDbException(
        INVALID_PARAMETER_VALUE,
        "An ACL can have at most %d users.".formatted(quota.usersPerAcl()));
  }

  private static List<String> distinct(@Nullable List<String> names) {
    Set<String> seen = new LinkedHashSet<>();
    for (String given : names == null ? List.<String>of() : names) {
      if (!seen.add(Names.normalise(given))) {
        throw new MemoryDbException(
            DUPLICATE_USER_NAME, "User %s is listed more than once.".formatted(given));
      }
    }
    return List.copyOf(seen);
  }

  private User member(Scope scope, String name) {
    User user = users.require(scope, name);
    if (!user.stays()) {
      throw new MemoryDbException(USER_NOT_FOUND, "User %s is being deleted.".formatted(name));
    }
    return user;
  }

  private static List<String> clusterNames(Acl acl, List<AclUse> uses) {
    return uses.stream()
        .filter(use -> use.aclId().equals(acl.id()))
        .map(AclUse::clusterName)
        .toList();
  }

  private static AclShapes.ACL describe(Acl acl, List<String> clusterNames) {
    List<String> joining = acl.userNamesToAdd();
    List<String> leaving = acl.userNamesToRemove();
    boolean pending = !joining.isEmpty() || !leaving.isEmpty();
    return new AclShapes.ACL(
        acl.name(),
        acl.status().wireName(),
        acl.userNames(),
        acl.minimumEngineVersion(),
        pending
            ? new ACLPendingChanges(
                leaving.isEmpty() ? null : leaving, joining.isEmpty() ? null : joining)
            : null,
        clusterNames,
        acl.arn());
  }

  private Scope scope(Caller caller) {
    builtIns.ensure(caller.scope());
    return caller.scope();
  }
}
