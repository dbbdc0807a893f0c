package io.memorydblocal.api.scaling;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.RestResource;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesResponse;
import io.memorydblocal.api.scaling.ScalingShapes.PutScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyShape;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Scaling policies as REST resources of their clusters. */
@RestResource
@RequestMapping("/v1/clusters/{clusterName}/scaling-policies")
class ScalingController {

  private final ScalingOperations scaling;

  ScalingController(ScalingOperations scaling) {
    this.scaling = scaling;
  }

  @GetMapping("")
  ListScalingPoliciesResponse list(
      @PathVariable("clusterName") String clusterName, @AuthenticationPrincipal Caller caller) {
    return scaling.listScalingPolicies(new ListScalingPoliciesRequest(clusterName), caller);
  }

  @GetMapping("/{dimension}")
  ScalingPolicyShape get(
      @PathVariable("clusterName") String clusterName,
      @PathVariable("dimension") String dimension,
      @AuthenticationPrincipal Caller caller) {
    return scaling.scalingPolicy(new ScalingPolicyRequest(clusterName, dimension), caller);
  }

  @PutMapping("/{dimension}")
  ScalingPolicyShape put(
      @PathVariable("clusterName") String clusterName,
      @PathVariable("dimension") String dimension,
      @RequestBody PutScalingPolicyRequest request,
      @AuthenticationPrincipal Caller caller) {
    return scaling.putScalingPolicy(
        new PutScalingPolicyRequest(
            clusterName,
            dimension,
            request.metric(),
            request.targetValue(),
            request.minCapacity(),
            request.maxCapacity(),
            request.disableScaleIn(),
            request.scaleInCooldown(),
            request.scaleOutCooldown()),
        caller);
  }

  @DeleteMapping("/{dimension}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(
      @PathVariable("clusterName") String clusterName,
      @PathVariable("dimension") String dimension,
      @AuthenticationPrincipal Caller caller) {
    scaling.deleteScalingPolicy(new ScalingPolicyRequest(clusterName, dimension), caller);
  }
}
