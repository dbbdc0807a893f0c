package io.memorydblocal.api.serviceupdate;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterResponse;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Service updates as REST resources. */
@RestResource
@RequestMapping("/v1/service-updates")
class ServiceUpdateController {

  private final ServiceUpdateOperations updates;

  ServiceUpdateController(ServiceUpdateOperations updates) {
    this.updates = updates;
  }

  @GetMapping("")
  DescribeServiceUpdatesResponse list(
      @FromRequest DescribeServiceUpdatesRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.describeServiceUpdates(request, caller);
  }

  @PostMapping("/apply")
  @ResponseStatus(HttpStatus.ACCEPTED)
  BatchUpdateClusterResponse apply(
      @FromRequest BatchUpdateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.batchUpdateCluster(request, caller);
  }
}
