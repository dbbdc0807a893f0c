package io.memorydblocal.api.parametergroup;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_COMBINATION;
import static io.memorydblocal.provisioning.Fault.PARAMETER_GROUP_QUOTA_EXCEEDED;

import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.api.operation.TagShapes;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.CreateParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.CreateParameterGroupResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DeleteParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DeleteParameterGroupResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParameterGroupsRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParameterGroupsResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParametersRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParametersResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.ParameterNameValue;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.ResetParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.ResetParameterGroupResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.UpdateParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.UpdateParameterGroupResponse;
import io.memorydblocal.provisioning.CreationLock;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.parameter.Parameter;
import io.memorydblocal.provisioning.parameter.ParameterFamilies;
import io.memorydblocal.provisioning.parameter.ParameterGroup;
import io.memorydblocal.provisioning.parameter.ParameterGroupRepository;
import io.memorydblocal.provisioning.parameter.ParameterGroups;
import io.memorydblocal.provisioning.reconcile.Reconciliations;
import io.memorydblocal.provisioning.tag.Tags;
import jakarta.validation.Valid;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The operations on parameter groups. Changed values reach running nodes after the answer. */
@Operations
public class ParameterGroupOperations {

  private final ParameterGroupRepository groups;
  private final ParameterGroups builtIns;
  private final ParameterFamilies families;
  private final ClusterRepository clusters;
  private final CreationLock lock;
  private final Tags tags;
  private final Reconciliations reconciliations;
  private final Paging paging;
  private final Clock clock;
  private final int quota;

  ParameterGroupOperations(
      ParameterGroupRepository groups,
      ParameterGroups builtIns,
      ParameterFamilies families,
      ClusterRepository clusters,
      CreationLock lock,
      Tags tags,
      Reconciliations reconciliations,
      Paging paging,
      Clock clock,
      ProvisioningProperties properties) {
    this.groups = groups;
    this.builtIns = builtIns;
    this.families = families;
    this.clusters = clusters;
    this.lock = lock;
    this.tags = tags;
    this.reconciliations = reconciliations;
    this.paging = paging;
    this.clock = clock;
    this.quota = properties.quota().parameterGroups();
  }

  /** Makes a group with the values of a family. Only groups made like this count for the quota. */
  @AwsOperation("CreateParameterGroup")
  public CreateParameterGroupResponse createParameterGroup(
      @Valid CreateParameterGroupRequest request, Caller caller) {
    Scope scope = scope(caller);
    String name = Names.normalise(request.parameterGroupName());
    ParameterGroup group =
        ParameterGroup.created(
            scope,
            name,
            families.require(request.family()),
            request.description(),
            clock.instant());
    lock.acquire(scope, ResourceType.PARAMETER_GROUP);
    groups.requireFree(scope, name);
    if (groups.countByScope(scope) - builtIns.builtIn() >= quota) {
      throw new MemoryDbException(
          PARAMETER_GROUP_QUOTA_EXCEEDED,
          "There can be at most %d parameter groups.".formatted(quota));
    }
    groups.save(group);
    tags.put(group.arn(), TagShapes.byKey(request.tags()));
    return new CreateParameterGroupResponse(describe(group));
  }

  /** One group by name, or a page of all. */
  @AwsOperation("DescribeParameterGroups")
  public DescribeParameterGroupsResponse describeParameterGroups(
      @Valid DescribeParameterGroupsRequest request, Caller caller) {
    Scope scope = scope(caller);
    Page<ParameterGroup> page =
        request.parameterGroupName() == null
            ? paging.page(
                "DescribeParameterGroups " + scope,
                request.maxResults(),
                request.nextToken(),
                (after, limit) -> groups.findPage(scope, after, limit),
                ParameterGroup::name)
            : Page.of(require(scope, request.parameterGroupName()));
    return new DescribeParameterGroupsResponse(
        page.nextToken(), page.map(ParameterGroupOperations::describe).items());
  }

  /** The parameters of a group in the order of its family. */
  @AwsOperation("DescribeParameters")
  public DescribeParametersResponse describeParameters(
      @Valid DescribeParametersRequest request, Caller caller) {
    Scope scope = scope(caller);
    ParameterGroup group = require(scope, request.parameterGroupName());
    List<Parameter> all = families.require(group.family()).parameters();
    Page<Parameter> page =
        paging.pageInOrder(
            "DescribeParameters %s %s".formatted(scope, group.name()),
            request.maxResults(),
            request.nextToken(),
            all,
            Parameter::name);
    return new DescribeParametersResponse(
        page.nextToken(), page.map(parameter -> describe(parameter, group)).items());
  }

  /** Gives parameters other values, on all running nodes too. */
  @AwsOperation("UpdateParameterGroup")
  public UpdateParameterGroupResponse updateParameterGroup(
      @Valid UpdateParameterGroupRequest request, Caller caller) {
    ParameterGroup group = require(scope(caller), request.parameterGroupName());
    Map<String, String> values = new LinkedHashMap<>();
    for (ParameterNameValue each : request.parameterNameValues()) {
      values.put(each.parameterName(), each.parameterValue());
    }
    group.set(values, families.require(group.family()), clock.instant());
    reachNodes(group);
    return new UpdateParameterGroupResponse(describe(group));
  }

  /** Gives all parameters, or those named, the family's values again. */
  @AwsOperation("ResetParameterGroup")
  public ResetParameterGroupResponse resetParameterGroup(
      @Valid ResetParameterGroupRequest request, Caller caller) {
    boolean all = Boolean.TRUE.equals(request.allParameters());
    if (all == (request.parameterNames() != null)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_COMBINATION, "Give either AllParameters or ParameterNames.");
    }
    ParameterGroup group = require(scope(caller), request.parameterGroupName());
    if (request.parameterNames() == null) {
      group.resetAll(clock.instant());
    } else {
      group.reset(request.parameterNames(), families.require(group.family()), clock.instant());
    }
    reachNodes(group);
    return new ResetParameterGroupResponse(describe(group));
  }

  /** Ends a group that no cluster has. */
  @AwsOperation("DeleteParameterGroup")
  public DeleteParameterGroupResponse deleteParameterGroup(
      @Valid DeleteParameterGroupRequest request, Caller caller) {
    Scope scope = scope(caller);
    // A cluster that is being created with the group must be seen.
    lock.acquire(scope, ResourceType.CLUSTER);
    ParameterGroup group = require(scope, request.parameterGroupName());
    group.delete(
        clusters.findByParameterGroupId(group.id()).stream().map(Cluster::name).toList(),
        clock.instant());
    groups.delete(group);
    return new DeleteParameterGroupResponse(describe(group));
  }

  private void reachNodes(ParameterGroup group) {
    groups.save(group);
    List<Cluster> using = clusters.findByParameterGroupId(group.id());
    if (using.stream().anyMatch(cluster -> cluster.storage().dataTiering())) {
      builtIns.requireTiering(group);
    }
    using.forEach(Cluster::parametersChange);
    using.forEach(clusters::save);
    reconciliations.requestAll(using);
  }

  private ParameterGroup require(Scope scope, String name) {
    return groups.require(scope, Names.normalise(name));
  }

  private static ParameterGroupShapes.ParameterGroup describe(ParameterGroup group) {
    return new ParameterGroupShapes.ParameterGroup(
        group.name(), group.family(), group.description(), group.arn());
  }

  /** AWS leaves out what is empty. */
  private static ParameterGroupShapes.Parameter describe(
      Parameter parameter, ParameterGroup group) {
    String value = group.value(parameter);
    return new ParameterGroupShapes.Parameter(
        parameter.name(),
        value.isEmpty() ? null : value,
        parameter.description(),
        parameter.dataType(),
        parameter.allowedValues().isEmpty() ? null : parameter.allowedValues(),
        parameter.minimumEngineVersion());
  }

  private Scope scope(Caller caller) {
    builtIns.ensure(caller.scope());
    return caller.scope();
  }
}
