package io.memorydblocal.api.serviceupdate;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.BatchUpdateClusterResponse;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesRequest;
import io.memorydblocal.api.serviceupdate.ServiceUpdateShapes.DescribeServiceUpdatesResponse;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Service updates as REST resources. */
@RestResource
@RequestMapping(path = "/v1/service-updates", produces = MediaType.APPLICATION_JSON_VALUE)
class ServiceUpdateController {

  private final ServiceUpdateOperations updates;

  ServiceUpdateController(ServiceUpdateOperations updates) {
    this.updates = updates;
  }

  @GetMapping("")
  @Operation(
      summary = "A page of the service updates of clusters",
      description =
          "Updates are applied when a user asks for it, never by themselves, so that "
              + "none has the status scheduled or a date from which it is.")
  DescribeServiceUpdatesResponse describeServiceUpdates(
      @FromRequest DescribeServiceUpdatesRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.describeServiceUpdates(request, caller);
  }

  @PostMapping("/apply")
  @Operation(
      summary =
          "Begins to apply an update to clusters, all of whose nodes are restarted one "
              + "by one after the answer",
      description = "A cluster that can't take the update doesn't keep the others from it.")
  @ResponseStatus(HttpStatus.ACCEPTED)
  BatchUpdateClusterResponse batchUpdateCluster(
      @FromRequest BatchUpdateClusterRequest request, @AuthenticationPrincipal Caller caller) {
    return updates.batchUpdateCluster(request, caller);
  }
}
