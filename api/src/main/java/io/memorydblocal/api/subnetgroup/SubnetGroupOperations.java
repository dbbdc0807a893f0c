package io.memorydblocal.api.subnetgroup;

import static io.memorydblocal.provisioning.Fault.SUBNET_GROUP_QUOTA_EXCEEDED;
import static io.memorydblocal.provisioning.Fault.SUBNET_QUOTA_EXCEEDED;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.AvailabilityZone;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.CreateSubnetGroupRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.CreateSubnetGroupResponse;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DeleteSubnetGroupRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DeleteSubnetGroupResponse;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DescribeSubnetGroupsRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DescribeSubnetGroupsResponse;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.UpdateSubnetGroupRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.UpdateSubnetGroupResponse;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.network.Networks;
import io.memorydblocal.provisioning.network.SubnetGroup;
import io.memorydblocal.provisioning.network.SubnetGroupRepository;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.List;

/** The operations on subnet groups. All are done when they answer. */
@Operations
public class SubnetGroupOperations {

  /** The machine's loopback addresses are IPv4. */
  private static final List<String> NETWORK_TYPES = List.of("ipv4");

  private final SubnetGroupRepository groups;
  private final ClusterRepository clusters;
  private final Networks networks;
  private final CreationLock lock;
  private final Tags tags;
  private final Paging paging;
  private final Clock clock;
  private final ProvisioningProperties.Quota quota;

  SubnetGroupOperations(
      SubnetGroupRepository groups,
      ClusterRepository clusters,
      Networks networks,
      CreationLock lock,
      Tags tags,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.groups = groups;
    this.clusters = clusters;
    this.networks = networks;
    this.lock = lock;
    this.tags = tags;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota();
  }

  /** Makes a group of subnets of one VPC. */
  @AwsOperation("CreateSubnetGroup")
  public CreateSubnetGroupResponse createSubnetGroup(
      @Valid CreateSubnetGroupRequest request, Caller caller) {
    Scope scope = caller.scope();
    String name = Names.normalise(request.subnetGroupName());
    Networks.Location location = locate(scope, request.subnetIds());
    lock.acquire(scope, ResourceType.SUBNET_GROUP);
    groups.requireFree(scope, name);
    if (groups.countByScope(scope) >= quota.subnetGroups()) {
      throw new MemoryDbException(
          SUBNET_GROUP_QUOTA_EXCEEDED,
          "There can be at most %d subnet groups.".formatted(quota.subnetGroups()));
    }
    SubnetGroup group =
        SubnetGroup.created(scope, name, request.description(), location, clock.instant());
    groups.save(group);
    tags.put(group.arn(), TagShapes.byKey(request.tags()));
    return new CreateSubnetGroupResponse(describe(group));
  }

  /** One group by name, or a page of all. */
  @AwsOperation("DescribeSubnetGroups")
  public DescribeSubnetGroupsResponse describeSubnetGroups(
      @Valid DescribeSubnetGroupsRequest request, Caller caller) {
    Scope scope = caller.scope();
    Page<SubnetGroup> page =
        request.subnetGroupName() == null
            ? paging.page(
                "DescribeSubnetGroups " + scope,
                request.maxResults(),
                request.nextToken(),
                (after, limit) -> groups.findPage(scope, after, limit),
                SubnetGroup::name)
            : Page.of(groups.require(scope, Names.normalise(request.subnetGroupName())));
    return new DescribeSubnetGroupsResponse(
        page.nextToken(), page.map(SubnetGroupOperations::describe).items());
  }

  /** Changes a group's description, or puts other subnets in the place of all it has. */
  @AwsOperation("UpdateSubnetGroup")
  public UpdateSubnetGroupResponse updateSubnetGroup(
      @Valid UpdateSubnetGroupRequest request, Caller caller) {
    Scope scope = caller.scope();
    // A cluster that is being created in the group must be seen.
    lock.acquire(scope, ResourceType.CLUSTER);
    SubnetGroup group = groups.require(scope, Names.normalise(request.subnetGroupName()));
    group.change(
        request.description(),
        request.subnetIds() == null ? null : locate(scope, request.subnetIds()),
        clusters.findZonesBySubnetGroup(scope, group.name()),
        clock.instant());
    groups.save(group);
    return new UpdateSubnetGroupResponse(describe(group));
  }

  /** Ends a group that no cluster is in. */
  @AwsOperation("DeleteSubnetGroup")
  public DeleteSubnetGroupResponse deleteSubnetGroup(
      @Valid DeleteSubnetGroupRequest request, Caller caller) {
    Scope scope = caller.scope();
    lock.acquire(scope, ResourceType.CLUSTER);
    SubnetGroup group = groups.require(scope, Names.normalise(request.subnetGroupName()));
    group.delete(clusters.findNamesBySubnetGroup(scope, group.name()), clock.instant());
    SubnetGroupShapes.SubnetGroup last = describe(group);
    groups.delete(group);
    return new DeleteSubnetGroupResponse(last);
  }

  private Networks.Location locate(Scope scope, List<String> subnetIds) {
    if (subnetIds.stream().distinct().count() > quota.subnetsPerGroup()) {
      throw new MemoryDbException(
          SUBNET_QUOTA_EXCEEDED,
          "A subnet group can have at most %d subnets.".formatted(quota.subnetsPerGroup()));
    }
    return networks.locate(scope, subnetIds);
  }

  private static SubnetGroupShapes.SubnetGroup describe(SubnetGroup group) {
    return new SubnetGroupShapes.SubnetGroup(
        group.name(),
        group.description(),
        group.vpcId(),
        group.subnets().stream()
            .map(
                subnet ->
                    new SubnetGroupShapes.Subnet(
                        subnet.id(), new AvailabilityZone(subnet.zone()), NETWORK_TYPES))
            .toList(),
        group.arn(),
        NETWORK_TYPES);
  }
}
