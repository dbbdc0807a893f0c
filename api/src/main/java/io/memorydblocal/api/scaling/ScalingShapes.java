package io.memorydblocal.api.scaling;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shapes of scaling policies. */
public final class ScalingShapes {

  static final int MAX_COOLDOWN = 86_400;

  private ScalingShapes() {}

  /** Asks for the policies of a cluster. */
  public record ListScalingPoliciesRequest(String clusterName) {}

  /** The policies of a cluster: one for its shards, one for its replicas, at most. */
  public record ListScalingPoliciesResponse(List<ScalingPolicyShape> scalingPolicies) {}

  /**
   * Asks for a policy, or for its end.
   *
   * @param dimension {@code shards} or {@code replicas}
   */
  public record ScalingPolicyRequest(String clusterName, String dimension) {}

  /**
   * Has a cluster grow and shrink.
   *
   * @param clusterName whose; the path says it
   * @param dimension what grows; the path says it
   * @param metric {@code DatabaseMemoryUsagePercentage} or {@code EngineCPUUtilization}
   * @param targetValue percent
   * @param minCapacity shards or replicas at least
   * @param maxCapacity shards or replicas at most
   * @param disableScaleIn whether it only grows
   * @param scaleInCooldown seconds; absent, 900
   * @param scaleOutCooldown seconds; absent, 300
   */
  public record PutScalingPolicyRequest(
      @Nullable String clusterName,
      @Nullable String dimension,
      @NotNull String metric,
      @NotNull @DecimalMin("10") @DecimalMax("95") Double targetValue,
      @NotNull @Min(0) @Max(500) Integer minCapacity,
      @NotNull @Min(0) @Max(500) Integer maxCapacity,
      @Nullable Boolean disableScaleIn,
      @Nullable @Min(0) @Max(MAX_COOLDOWN) Integer scaleInCooldown,
      @Nullable @Min(0) @Max(MAX_COOLDOWN) Integer scaleOutCooldown) {}

  /**
   * What has a cluster grow and shrink.
   *
   * @param capacity how many there are
   * @param lastActivity what it did last
   */
  @Schema(name = "ScalingPolicy")
  public record ScalingPolicyShape(
      String clusterName,
      String dimension,
      String metric,
      double targetValue,
      int minCapacity,
      int maxCapacity,
      boolean disableScaleIn,
      int scaleInCooldown,
      int scaleOutCooldown,
      int capacity,
      @Nullable ScalingActivityShape lastActivity) {}

  /**
   * What a policy did.
   *
   * @param refusal why it wasn't done, if so
   */
  @Schema(name = "ScalingActivity")
  public record ScalingActivityShape(Instant at, int from, int to, @Nullable String refusal) {}

  /** The policy was ended. */
  public record DeleteScalingPolicyResponse() {}
}
