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
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Parameter groups as REST resources. */
@RestResource
@RequestMapping("/v1/parameter-groups")
class ParameterGroupController {

  private final ParameterGroupOperations groups;

  ParameterGroupController(ParameterGroupOperations groups) {
    this.groups = groups;
  }

  @GetMapping("")
  DescribeParameterGroupsResponse list(
      @FromRequest DescribeParameterGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeParameterGroups(request, caller);
  }

  @PostMapping("")
  ResponseEntity<ParameterGroup> create(
      @FromRequest CreateParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    ParameterGroup created = groups.createParameterGroup(request, caller).parameterGroup();
    return Answers.created("/v1/parameter-groups", created.name(), created);
  }

  @GetMapping("/{parameterGroupName}")
  ParameterGroup get(
      @FromRequest DescribeParameterGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(groups.describeParameterGroups(request, caller).parameterGroups());
  }

  @PatchMapping("/{parameterGroupName}")
  ParameterGroup update(
      @FromRequest UpdateParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.updateParameterGroup(request, caller).parameterGroup();
  }

  @DeleteMapping("/{parameterGroupName}")
  ParameterGroup delete(
      @FromRequest DeleteParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.deleteParameterGroup(request, caller).parameterGroup();
  }

  @GetMapping("/{parameterGroupName}/parameters")
  DescribeParametersResponse parameters(
      @FromRequest DescribeParametersRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeParameters(request, caller);
  }

  @PostMapping("/{parameterGroupName}/reset")
  ParameterGroup reset(
      @FromRequest ResetParameterGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.resetParameterGroup(request, caller).parameterGroup();
  }
}
