package io.memorydblocal.api.acl;

import io.memorydblocal.api.acl.AclShapes.ACL;
import io.memorydblocal.api.acl.AclShapes.CreateACLRequest;
import io.memorydblocal.api.acl.AclShapes.DeleteACLRequest;
import io.memorydblocal.api.acl.AclShapes.DescribeACLsRequest;
import io.memorydblocal.api.acl.AclShapes.DescribeACLsResponse;
import io.memorydblocal.api.acl.AclShapes.UpdateACLRequest;
import io.memorydblocal.api.operation.Caller;
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

/** Access control lists as REST resources. */
@RestResource
@RequestMapping(path = "/v1/acls", produces = MediaType.APPLICATION_JSON_VALUE)
class AclController {

  private final AclOperations acls;

  AclController(AclOperations acls) {
    this.acls = acls;
  }

  @GetMapping("")
  @Operation(summary = "One list by name, or a page of all")
  DescribeACLsResponse describeAcls(
      @FromRequest DescribeACLsRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.describeAcls(request, caller);
  }

  @PostMapping("")
  @Operation(summary = "Makes a list of users; an empty one lets nobody in")
  @ResponseStatus(HttpStatus.CREATED)
  ResponseEntity<ACL> createAcl(
      @FromRequest CreateACLRequest request, @AuthenticationPrincipal Caller caller) {
    ACL created = acls.createAcl(request, caller).acl();
    return Answers.created("/v1/acls", created.name(), created);
  }

  @GetMapping("/{aclName}")
  @Operation(summary = "One by name")
  ACL getACL(@FromRequest DescribeACLsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(acls.describeAcls(request, caller).acls());
  }

  @PatchMapping("/{aclName}")
  @Operation(
      summary =
          "Adds users to a list and takes others off it, on all nodes of all clusters "
              + "that have it")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ACL updateAcl(@FromRequest UpdateACLRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.updateAcl(request, caller).acl();
  }

  @DeleteMapping("/{aclName}")
  @Operation(summary = "Ends a list that no cluster has; its users stay")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ACL deleteAcl(@FromRequest DeleteACLRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.deleteAcl(request, caller).acl();
  }
}
