package io.memorydblocal.api.engine;

import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsRequest;
import io.memorydblocal.api.engine.EngineShapes.DescribeEngineVersionsResponse;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Engine versions as REST resources. */
@RestResource
@RequestMapping("/v1/engine-versions")
class EngineVersionController {

  private final EngineOperations engines;

  EngineVersionController(EngineOperations engines) {
    this.engines = engines;
  }

  @GetMapping("")
  DescribeEngineVersionsResponse list(
      @FromRequest DescribeEngineVersionsRequest request, @AuthenticationPrincipal Caller caller) {
    return engines.describeEngineVersions(request, caller);
  }
}
