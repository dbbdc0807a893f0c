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
import org.springframework.http.HttpStatus;
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
@RequestMapping("/v1/acls")
class AclController {

  private final AclOperations acls;

  AclController(AclOperations acls) {
    this.acls = acls;
  }

  @GetMapping("")
  DescribeACLsResponse list(
      @FromRequest DescribeACLsRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.describeAcls(request, caller);
  }

  @PostMapping("")
  ResponseEntity<ACL> create(
      @FromRequest CreateACLRequest request, @AuthenticationPrincipal Caller caller) {
    ACL created = acls.createAcl(request, caller).acl();
    return Answers.created("/v1/acls", created.name(), created);
  }

  @GetMapping("/{aclName}")
  ACL get(@FromRequest DescribeACLsRequest request, @AuthenticationPrincipal Caller caller) {
    return Answers.one(acls.describeAcls(request, caller).acls());
  }

  @PatchMapping("/{aclName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ACL update(@FromRequest UpdateACLRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.updateAcl(request, caller).acl();
  }

  @DeleteMapping("/{aclName}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ACL delete(@FromRequest DeleteACLRequest request, @AuthenticationPrincipal Caller caller) {
    return acls.deleteAcl(request, caller).acl();
  }
}
