package io.memorydblocal.api.engine;

import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsRequest;
import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Engine versions as REST resources. */
@RestResource
@RequestMapping(path = "/v1/engine-versions", produces = MediaType.APPLICATION_JSON_VALUE)
class EngineVersionController {

  private final EngineOperations engines;

  EngineVersionController(EngineOperations engines) {
    this.engines = engines;
  }

  @GetMapping("")
  @Operation(
      summary = "A page of the versions that clusters may run",
      description =
          "An engine that isn't offered is refused; a version or family that isn't has "
              + "no rows. AWS states neither.")
  DescribeEngineVersionsResponse describeEngineVersions(
      @FromRequest DescribeEngineVersionsRequest request, @AuthenticationPrincipal Caller caller) {
    return engines.describeEngineVersions(request, caller);
  }
}
