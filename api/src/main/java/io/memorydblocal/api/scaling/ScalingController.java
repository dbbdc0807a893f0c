package io.memorydblocal.api.scaling;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.FromRequest;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesResponse;
import io.memorydblocal.api.scaling.ScalingShapes.PutScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyShape;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Scaling policies as REST resources of their clusters. */
@RestResource
@RequestMapping(
    path = "/v1/clusters/{clusterName}/scaling-policies",
    produces = MediaType.APPLICATION_JSON_VALUE)
class ScalingController {

  private final ScalingOperations scaling;

  ScalingController(ScalingOperations scaling) {
    this.scaling = scaling;
  }

  @GetMapping("")
  @Operation(summary = "The scaling policies of a cluster")
  ListScalingPoliciesResponse listScalingPolicies(
      @FromRequest ListScalingPoliciesRequest request, @AuthenticationPrincipal Caller caller) {
    return scaling.listScalingPolicies(request, caller);
  }

  @GetMapping("/{dimension}")
  @Operation(summary = "A scaling policy, and what it did last")
  ScalingPolicyShape scalingPolicy(
      @FromRequest ScalingPolicyRequest request, @AuthenticationPrincipal Caller caller) {
    return scaling.scalingPolicy(request, caller);
  }

  @PutMapping("/{dimension}")
  @Operation(
      summary = "Has a cluster grow and shrink with its load",
      description =
          "Target tracking: as soon as the metric is above its target there are to be "
              + "so many shards or replicas that it would be at the target; fewer only if it "
              + "would then stay below nine tenths of it. Engines are measured about once a "
              + "minute.")
  ScalingPolicyShape putScalingPolicy(
      @FromRequest PutScalingPolicyRequest request, @AuthenticationPrincipal Caller caller) {
    return scaling.putScalingPolicy(request, caller);
  }

  @DeleteMapping("/{dimension}")
  @Operation(summary = "Ends a scaling policy; the cluster stays as it is")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void deleteScalingPolicy(
      @FromRequest ScalingPolicyRequest request, @AuthenticationPrincipal Caller caller) {
    scaling.deleteScalingPolicy(request, caller);
  }
}
