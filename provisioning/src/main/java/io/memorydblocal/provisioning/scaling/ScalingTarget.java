package io.memorydblocal.provisioning.scaling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;

/**
 * What a policy keeps, and within which limits.
 *
 * @param value percent of the metric
 * @param minCapacity shards or replicas at least
 * @param maxCapacity shards or replicas at most
 * @param scaleIn whether it also makes them fewer
 * @param scaleInSeconds how long after the last time it can make them fewer
 * @param scaleOutSeconds how long after the last time it can make them more
 */
@Embeddable
public record ScalingTarget(
    @Enumerated(EnumType.STRING) ScalingMetric metric,
    @Column(name = "target_value") double value,
    int minCapacity,
    int maxCapacity,
    boolean scaleIn,
    int scaleInSeconds,
    int scaleOutSeconds) {

  Duration scaleInCooldown() {
    return Duration.ofSeconds(scaleInSeconds);
  }

  Duration scaleOutCooldown() {
    return Duration.ofSeconds(scaleOutSeconds);
  }
}
