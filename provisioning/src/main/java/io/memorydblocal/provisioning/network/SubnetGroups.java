package io.memorydblocal.provisioning.network;

import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the subnet group that a cluster is in, and makes the default one when it is needed. */
@Component
public class SubnetGroups {

  private final SubnetGroupRepository groups;
  private final Networks networks;
  private final CreationLock lock;
  private final Clock clock;

  SubnetGroups(SubnetGroupRepository groups, Networks networks, CreationLock lock, Clock clock) {
    this.groups = groups;
    this.networks = networks;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * The group that a request for a cluster means.
   *
   * @param name the group asked for; none means the default one
   * @throws io.memorydblocal.provisioning.MemoryDbException SubnetGroupNotFoundFault for another
   *     that isn't there
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public SubnetGroup require(Scope scope, @Nullable String name) {
    if (name != null && !name.equals(SubnetGroup.DEFAULT_NAME)) {
      return groups.require(scope, name);
    }
    lock.acquire(scope, ResourceType.SUBNET_GROUP);
    return groups
        .findByScopeAndName(scope, SubnetGroup.DEFAULT_NAME)
        .orElseGet(
            () ->
                groups.save(
                    SubnetGroup.created(
                        scope,
                        SubnetGroup.DEFAULT_NAME,
                        "The subnets of the default VPC",
                        networks.standard(scope),
                        clock.instant())));
  }

  /** The zones in which nodes of clusters in a group are placed. */
  @Transactional(readOnly = true)
  public List<String> zones(Scope scope, String name) {
    return groups
        .findByScopeAndName(scope, name)
        .map(SubnetGroup::zones)
        .orElseGet(
            () -> networks.standard(scope).subnets().stream().map(Subnet::zone).sorted().toList());
  }
}
