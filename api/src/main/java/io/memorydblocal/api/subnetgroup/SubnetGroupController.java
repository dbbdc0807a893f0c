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

/** Subnet groups as REST resources. */
@RestResource
@RequestMapping(path = "/v1/subnet-groups", produces = MediaType.APPLICATION_JSON_VALUE)
class SubnetGroupController {

  private final SubnetGroupOperations groups;

  SubnetGroupController(SubnetGroupOperations groups) {
    this.groups = groups;
  }

  @GetMapping("")
  @Operation(summary = "One group by name, or a page of all")
  DescribeSubnetGroupsResponse describeSubnetGroups(
      @FromRequest DescribeSubnetGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.describeSubnetGroups(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Makes a group of subnets of one VPC")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<SubnetGroup> createSubnetGroup(
      @FromRequest CreateSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    SubnetGroup created = groups.createSubnetGroup(request, caller).subnetGroup();
    return Answers.created("/v1/subnet-groups", created.name(), created);
  }

  @GetMapping("/{subnetGroupName}")
  @Operation(summary = "One by name")
  SubnetGroup getSubnetGroup(
      @FromRequest DescribeSubnetGroupsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(groups.describeSubnetGroups(request, caller).subnetGroups());
  }

  @PatchMapping("/{subnetGroupName}")
  @Operation(
      summary =
          "Changes a group's description, or puts other subnets in the place of all it " + "has")
  SubnetGroup updateSubnetGroup(
      @FromRequest UpdateSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.updateSubnetGroup(request, caller).subnetGroup();
  }

  @DeleteMapping("/{subnetGroupName}")
  @Operation(summary = "Ends a group that no cluster is in")
  SubnetGroup deleteSubnetGroup(
      @FromRequest DeleteSubnetGroupRequest request, @AuthenticationPrincipal Caller caller) {
    return groups.deleteSubnetGroup(request, caller).subnetGroup();
  }
}
