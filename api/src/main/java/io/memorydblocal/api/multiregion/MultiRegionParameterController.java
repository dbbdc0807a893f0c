package io.memorydblocal.api.multiregion;

import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParameterGroupsRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParameterGroupsResponse;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParametersRequest;
import io.memorydblocal.api.multiregion.MultiRegionShapes.DescribeMultiRegionParametersResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Parameter groups of multi-Region clusters as REST resources. */
@RestResource
@RequestMapping(
    path = "/v1/multi-region-parameter-groups",
    produces = MediaType.APPLICATION_JSON_VALUE)
class MultiRegionParameterController {

  private final MultiRegionParameterOperations groups;

  MultiRegionParameterController(MultiRegionParameterOperations groups) {
    this.groups = groups;
  }

  @GetMapping("")
  @Operation(summary = "The one group")
  DescribeMultiRegionParameterGroupsResponse describeMultiRegionParameterGroups(
      @FromRequest DescribeMultiRegionParameterGroupsRequest request,
      @AuthenticationPrincipal Caller caller) {
    return groups.describeMultiRegionParameterGroups(request, caller);
  }

  @GetMapping("/{multiRegionParameterGroupName}/parameters")
  @Operation(summary = "Its parameters")
  DescribeMultiRegionParametersResponse describeMultiRegionParameters(
      @FromRequest DescribeMultiRegionParametersRequest request,
      @AuthenticationPrincipal Caller caller) {
    return groups.describeMultiRegionParameters(request, caller);
  }
}
