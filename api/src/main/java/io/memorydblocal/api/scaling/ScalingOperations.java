package io.memorydblocal.api.scaling;

import io.memorydblocal.api.cluster.ClusterShapes;
import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.Names;
import io.memorydblocal.api.operation.Operations;
import io.memorydblocal.api.scaling.ScalingShapes.DeleteScalingPolicyResponse;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ListScalingPoliciesResponse;
import io.memorydblocal.api.scaling.ScalingShapes.PutScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingActivityShape;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyRequest;
import io.memorydblocal.api.scaling.ScalingShapes.ScalingPolicyShape;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.cluster.Cluster;
import io.memorydblocal.provisioning.cluster.ClusterRepository;
import io.memorydblocal.provisioning.scaling.ScalableDimension;
import io.memorydblocal.provisioning.scaling.ScalingMetric;
import io.memorydblocal.provisioning.scaling.ScalingPolicy;
import io.memorydblocal.provisioning.scaling.ScalingPolicyRepository;
import io.memorydblocal.provisioning.scaling.ScalingTarget;
import jakarta.validation.Valid;
import java.util.Objects;

/** Policies by which clusters grow and shrink with their load. */
@Operations
public class ScalingOperations {

  private static final int SCALE_IN_COOLDOWN = 900;
  private static final int SCALE_OUT_COOLDOWN = 300;

  private final ScalingPolicyRepository policies;
  private final ClusterRepository clusters;

  ScalingOperations(ScalingPolicyRepository policies, ClusterRepository clusters) {
    this.policies = policies;
    this.clusters = clusters;
  }

  /** All policies of a cluster. */
  public ListScalingPoliciesResponse listScalingPolicies(
      @Valid ListScalingPoliciesRequest request, Caller caller) {
    Cluster cluster = cluster(request.clusterName(), caller);
    return new ListScalingPoliciesResponse(
        policies.findByClusterIdOrderByDimension(cluster.id()).stream()
            .map(policy -> describe(policy, cluster))
            .toList());
  }

  /** One policy. */
  public ScalingPolicyShape scalingPolicy(@Valid ScalingPolicyRequest request, Caller caller) {
    Cluster cluster = cluster(request.clusterName(), caller);
    return describe(require(cluster, dimension(request.dimension())), cluster);
  }

  /** Gives a cluster a policy, in place of another for the same. It acts within a minute or so. */
  public ScalingPolicyShape putScalingPolicy(
      @Valid PutScalingPolicyRequest request, Caller caller) {
    Cluster cluster = cluster(Objects.requireNonNull(request.clusterName()), caller);
    ScalableDimension dimension = dimension(Objects.requireNonNull(request.dimension()));
    ScalingTarget target = target(request, dimension);
    if (dimension == ScalableDimension.SHARDS && cluster.multiRegionClusterName() != null) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_COMBINATION,
          "Cluster %s is a member of the multi-Region cluster %s, which has the number of its shards."
              .formatted(cluster.name(), cluster.multiRegionClusterName()));
    }
    ScalingPolicy policy =
        policies
            .findByClusterIdAndDimension(cluster.id(), dimension)
            .orElseGet(() -> new ScalingPolicy(cluster.id(), dimension, target));
    policy.track(target);
    return describe(policies.save(policy), cluster);
  }

  /** Ends a policy; the cluster stays as it is. */
  public DeleteScalingPolicyResponse deleteScalingPolicy(
      @Valid ScalingPolicyRequest request, Caller caller) {
    Cluster cluster = cluster(request.clusterName(), caller);
    policies.delete(require(cluster, dimension(request.dimension())));
    return new DeleteScalingPolicyResponse();
  }

  private Cluster cluster(String name, Caller caller) {
    return clusters.require(caller.scope(), Names.normalise(name));
  }

  private static ScalableDimension dimension(String word) {
    return ScalableDimension.ofWireName(word)
        .orElseThrow(
            () ->
                new AwsException(
                    AwsException.NOT_FOUND,
                    "'%s' doesn't scale: shards and replicas do.".formatted(word)));
  }

  private ScalingPolicy require(Cluster cluster, ScalableDimension dimension) {
    return policies
        .findByClusterIdAndDimension(cluster.id(), dimension)
        .orElseThrow(
            () ->
                new AwsException(
                    AwsException.NOT_FOUND,
                    "Cluster %s has no scaling policy for its %s."
                        .formatted(cluster.name(), dimension.wireName())));
  }

  private static ScalingTarget target(
      PutScalingPolicyRequest request, ScalableDimension dimension) {
    ScalingMetric metric =
        ScalingMetric.ofWireName(request.metric())
            .orElseThrow(
                () ->
                    invalid(
                        "metric must be DatabaseMemoryUsagePercentage or EngineCPUUtilization."));
    boolean shards = dimension == ScalableDimension.SHARDS;
    if (!shards && metric == ScalingMetric.MEMORY) {
      throw invalid(
          "metric must be EngineCPUUtilization: replicas don't relieve each other's memory.");
    }
    if (shards && request.minCapacity() < 1) {
      throw invalid("minCapacity must be at least 1.");
    }
    if (!shards && request.maxCapacity() > ClusterShapes.MAX_REPLICAS) {
      throw invalid("maxCapacity must be at most %d.".formatted(ClusterShapes.MAX_REPLICAS));
    }
    if (request.minCapacity() > request.maxCapacity()) {
      throw invalid("minCapacity must be at most maxCapacity.");
    }
    return new ScalingTarget(
        metric,
        request.targetValue(),
        request.minCapacity(),
        request.maxCapacity(),
        !Boolean.TRUE.equals(request.disableScaleIn()),
        Objects.requireNonNullElse(request.scaleInCooldown(), SCALE_IN_COOLDOWN),
        Objects.requireNonNullElse(request.scaleOutCooldown(), SCALE_OUT_COOLDOWN));
  }

  private static MemoryDbException invalid(String message) {
    return new MemoryDbException(Fault.INVALID_PARAMETER_VALUE, message);
  }

  private static ScalingPolicyShape describe(ScalingPolicy policy, Cluster cluster) {
    ScalingTarget target = policy.target();
    return new ScalingPolicyShape(
        cluster.name(),
        policy.dimension().wireName(),
        target.metric().wireName(),
        target.value(),
        target.minCapacity(),
        target.maxCapacity(),
        !target.scaleIn(),
        target.scaleInSeconds(),
        target.scaleOutSeconds(),
        policy.dimension().of(cluster.layout()),
        policy
            .lastActivity()
            .map(
                activity ->
                    new ScalingActivityShape(
                        activity.at(), activity.before(), activity.after(), activity.refusal()))
            .orElse(null));
  }
}
