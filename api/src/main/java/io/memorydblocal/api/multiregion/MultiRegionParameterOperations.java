package io.memorydblocal.api.multiregion;

import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParameterGroupsRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParameterGroupsResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParametersRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParametersResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.MultiRegionParameter;
import io.memorydblocal.api.multiregion.MultiRegionShapes.MultiRegionParameterGroup;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.operation.Paging;
import io.memorydblocal.api.operation.Paging.Page;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.multiregion.MultiRegionCluster;
import io.memorydblocal.provisioning.parameter.Parameter;
import io.memorydblocal.provisioning.parameter.ParameterFamilies;
import jakarta.validation.Valid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on the parameter group of multi-Region clusters, of which AWS has only one. */
@Operations
public class MultiRegionParameterOperations {

  /** AWS doesn't say which; it has the parameters of this one without those of search. */
  private static final String FAMILY = "memorydb_valkey7";

  private static final String SEARCH_PARAMETERS = "search-";

  /** Nobody can set a parameter of the group, so no value has another source. */
  private static final String SOURCE = "engine-default";

  private final ParameterFamilies families;
  private final Paging paging;

  MultiRegionParameterOperations(ParameterFamilies families, Paging paging) {
    this.families = families;
    this.paging = paging;
  }

  /** Does nothing for the group that is there, or when none is named. */
  static void require(@Nullable String name) {
    if (name != null) {
      MultiRegionCluster.requireParameterGroup(name);
    }
  }

  /** The one group. */
  @AwsOperation("DescribeMultiRegionParameterGroups")
  public DescribeMultiRegionParameterGroupsResponse describeMultiRegionParameterGroups(
      @Valid DescribeMultiRegionParameterGroupsRequest request, Caller caller) {
    require(request.multiRegionParameterGroupName());
    MultiRegionParameterGroup group =
        new MultiRegionParameterGroup(
            MultiRegionCluster.PARAMETER_GROUP,
            FAMILY,
            "Default parameter group for multi-Region clusters of " + FAMILY,
            Arn.of(
                MultiRegionCluster.scope(caller.accountId()),
                ResourceType.MULTI_REGION_PARAMETER_GROUP,
                MultiRegionCluster.PARAMETER_GROUP));
    Page<MultiRegionParameterGroup> page =
        paging.page(
            "DescribeMultiRegionParameterGroups " + caller.accountId(),
            request.maxResults(),
            request.nextToken(),
            List.of(group),
            MultiRegionParameterGroup::name);
    return new DescribeMultiRegionParameterGroupsResponse(page.nextToken(), page.items());
  }

  /** Its parameters. */
  @AwsOperation("DescribeMultiRegionParameters")
  public DescribeMultiRegionParametersResponse describeMultiRegionParameters(
      @Valid DescribeMultiRegionParametersRequest request, Caller caller) {
    require(request.multiRegionParameterGroupName());
    boolean none = request.source() != null && !request.source().equals(SOURCE);
    List<Parameter> all =
        families.require(FAMILY).parameters().stream()
            .filter(parameter -> !none && !parameter.name().startsWith(SEARCH_PARAMETERS))
            .toList();
    Page<Parameter> page =
        paging.pageInOrder(
            "DescribeMultiRegionParameters " + request.source(),
            request.maxResults(),
            request.nextToken(),
            all,
            Parameter::name);
    return new DescribeMultiRegionParametersResponse(
        page.nextToken(), page.map(MultiRegionParameterOperations::describe).items());
  }

  private static MultiRegionParameter describe(Parameter parameter) {
    return new MultiRegionParameter(
        parameter.name(),
        parameter.defaultValue().isEmpty() ? null : parameter.defaultValue(),
        parameter.description(),
        SOURCE,
        parameter.dataType(),
        parameter.allowedValues().isEmpty() ? null : parameter.allowedValues(),
        parameter.minimumEngineVersion());
  }
}
