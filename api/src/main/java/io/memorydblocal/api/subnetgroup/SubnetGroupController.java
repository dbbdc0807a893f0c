package io.memorydblocal.api.subnetgroup;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.Answers;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.CreateSubnetGroupRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DeleteSubnetGroupRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DescribeSubnetGroupsRequest;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.DescribeSubnetGroupsResponse;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.SubnetGroup;
import io.memorydblocal.api.subnetgroup.SubnetGroupShapes.UpdateSubnetGroupRequest;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Subnet groups as REST resources. */
@RestResource
@RequestMapping("/v1/subnet-groups")
class SubnetGroupController {

  private final SubnetGroupOperations groups;

  SubnetGroupController(SubnetGroupOperations groups) {
    this.groups = groups;
  }

  @GetMapping("")
  DescribeSubnetGroupsResponse list(
      @FromRequest DescribeSubnetGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeSubnetGroups(request, caller);
  }

  @PostMapping("")
  ResponseEntity<SubnetGroup> create(
      @FromRequest CreateSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    SubnetGroup created = groups.createSubnetGroup(request, caller).subnetGroup();
    return Answers.created("/v1/subnet-groups", created.name(), created);
  }

  @GetMapping("/{subnetGroupName}")
  SubnetGroup get(
      @FromRequest DescribeSubnetGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(groups.describeSubnetGroups(request, caller).subnetGroups());
  }

  @PatchMapping("/{subnetGroupName}")
  SubnetGroup update(
      @FromRequest UpdateSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.updateSubnetGroup(request, caller).subnetGroup();
  }

  @DeleteMapping("/{subnetGroupName}")
  SubnetGroup delete(
      @FromRequest DeleteSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.deleteSubnetGroup(request, caller).subnetGroup();
  }
}
