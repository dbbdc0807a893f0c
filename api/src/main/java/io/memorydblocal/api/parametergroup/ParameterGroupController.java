package io.memorydblocal.api.parametergroup;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.CreateParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DeleteParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParameterGroupsRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParameterGroupsResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParametersRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.DescribeParametersResponse;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.ParameterGroup;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.ResetParameterGroupRequest;
import io.memorydblocal.api.parametergroup.ParameterGroupShapes.UpdateParameterGroupRequest;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Parameter groups as REST resources. */
@RestResource
@RequestMapping(path = "/v1/parameter-groups", produces = MediaType.APPLICATION_JSON_VALUE)
class ParameterGroupController {

  private final ParameterGroupOperations groups;

  ParameterGroupController(ParameterGroupOperations groups) {
    this.groups = groups;
  }

  @GetMapping("")
  @Operation(summary = "One group by name, or a page of all")
  DescribeParameterGroupsResponse describeParameterGroups(
      @FromRequest DescribeParameterGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeParameterGroups(request, caller);
  }

  @PostMapping("")
  @Operation(
      summary = "Makes a group with the values of a family",
      description = "Only groups made like this count for the quota.")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ParameterGroup> createParameterGroup(
      @FromRequest CreateParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    ParameterGroup created = groups.createParameterGroup(request, caller).parameterGroup();
    return Answers.created("/v1/parameter-groups", created.name(), created);
  }

  @GetMapping("/{parameterGroupName}")
  @Operation(summary = "One by name")
  ParameterGroup getParameterGroup(
      @FromRequest DescribeParameterGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(groups.describeParameterGroups(request, caller).parameterGroups());
  }

  @PatchMapping("/{parameterGroupName}")
  @Operation(summary = "Gives parameters other values, on all running nodes too")
  ParameterGroup updateParameterGroup(
      @FromRequest UpdateParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.updateParameterGroup(request, caller).parameterGroup();
  }

  @DeleteMapping("/{parameterGroupName}")
  @Operation(summary = "Ends a group that no cluster has")
  ParameterGroup deleteParameterGroup(
      @FromRequest DeleteParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.deleteParameterGroup(request, caller).parameterGroup();
  }

  @GetMapping("/{parameterGroupName}/parameters")
  @Operation(summary = "The parameters of a group in the order of its family")
  DescribeParametersResponse describeParameters(
      @FromRequest DescribeParametersRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeParameters(request, caller);
  }

  @PostMapping("/{parameterGroupName}/reset")
  @Operation(summary = "Gives all parameters, or those named, the family's values again")
  ParameterGroup resetParameterGroup(
      @FromRequest ResetParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.resetParameterGroup(request, caller).parameterGroup();
  }
}
