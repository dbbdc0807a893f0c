package io.memorydblocal.provisioning.scaling;

import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.load.CurrentLoad;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a metric of a cluster near a target by the number of its shards or replicas, as target
 * tracking does in AWS: more as soon as the metric is above the target, so many that it would be at
 * the target; fewer only if the metric would then stay well below it. It goes with its cluster.
 */
@Entity
public class ScalingPolicy {

  /** With fewer, the metric must stay below this part of the target. */
  private static final double SCALE_IN_MARGIN = 0.9;

  @Id private UUID id;
  @Version private @Nullable Long version;
  private UUID clusterId;

  @Enumerated(EnumType.STRING)
  private ScalableDimension dimension;

  @Embedded private ScalingTarget target;
  @Embedded private @Nullable ScalingActivity lastActivity;

  protected ScalingPolicy() {}

  public ScalingPolicy(UUID clusterId, ScalableDimension dimension, ScalingTarget target) {
    this.id = UUID.randomUUID();
    this.clusterId = clusterId;
    this.dimension = dimension;
    this.target = target;
  }

  /** Tracks something else from now on. */
  public void track(ScalingTarget other) {
    target = other;
  }

  /**
   * How many shards or replicas the cluster should have instead; none when it is well as it is,
   * when nothing is known yet, or too little time has passed since it last grew or shrank.
   *
   * @param nodes what they bear, measured at some time
   * @param maxMemory bytes that each may use for data
   */
  public OptionalInt desired(
      Layout layout, List<CurrentLoad> nodes, long maxMemory, Instant measuredAt) {
    int capacity = dimension.of(layout);
    int limited = Math.clamp(capacity, target.minCapacity(), target.maxCapacity());
    if (limited != capacity) {
      return OptionalInt.of(limited);
    }
    OptionalDouble value = target.metric().of(nodes, maxMemory, dimension);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    int wanted = wanted(capacity, value.getAsDouble());
    int clamped = Math.clamp(wanted, target.minCapacity(), target.maxCapacity());
    boolean out = clamped > capacity;
    Duration cooldown = out ? target.scaleOutCooldown() : target.scaleInCooldown();
    boolean rested = lastActivity == null || !measuredAt.isBefore(lastActivity.at().plus(cooldown));
    return clamped != capacity && rested && (out || target.scaleIn())
        ? OptionalInt.of(clamped)
        : OptionalInt.empty();
  }

  private int wanted(int capacity, double value) {
    // A shard without replicas is read from its primary alone.
    int bearers = dimension == ScalableDimension.REPLICAS ? Math.max(capacity, 1) : capacity;
    double load = bearers * value;
    if (value > target.value()) {
      return Math.max(capacity + 1, (int) Math.ceil(load / target.value()));
    }
    int fewest = Math.max(1, (int) Math.ceil(load / (target.value() * SCALE_IN_MARGIN)));
    return Math.min(capacity, fewest);
  }

  /** Notes that its cluster grows or shrinks, or why it couldn't. */
  public void acted(ScalingActivity activity) {
    lastActivity = activity;
  }

  public UUID clusterId() {
    return clusterId;
  }

  public ScalableDimension dimension() {
    return dimension;
  }

  public ScalingTarget target() {
    return target;
  }

  /** What it did last, if it ever did anything. */
  public Optional<ScalingActivity> lastActivity() {
    return Optional.ofNullable(lastActivity);
  }
}
