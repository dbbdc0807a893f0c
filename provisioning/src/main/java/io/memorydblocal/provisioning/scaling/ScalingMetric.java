package io.memorydblocal.provisioning.scaling;

import io.memorydblocal.provisioning.load.CurrentLoad;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What is kept near a target, under MemoryDB's names, in percent. */
public enum ScalingMetric {
  /** How much of their memory the data of the primaries take, on average. */
  MEMORY("DatabaseMemoryUsagePercentage"),
  /** How busy one processor is with an engine, on average of those that the dimension spreads. */
  CPU("EngineCPUUtilization");

  private static final double PERCENT = 100;

  private final String wireName;

  ScalingMetric(String wireName) {
    this.wireName = wireName;
  }

  /** MemoryDB's name for it. */
  public String wireName() {
    return wireName;
  }

  /** The one with a name. */
  public static Optional<ScalingMetric> ofWireName(String name) {
    return Arrays.stream(values()).filter(each -> each.wireName.equals(name)).findFirst();
  }

  /**
   * Its value; none while nobody knows. More shards relieve primaries; more replicas relieve
   * replicas or, where there are none yet, the primaries.
   */
  OptionalDouble of(List<CurrentLoad> nodes, long maxMemory, ScalableDimension dimension) {
    boolean ofReplicas =
        dimension == ScalableDimension.REPLICAS && nodes.stream().anyMatch(node -> !node.primary());
    return nodes.stream()
        .filter(node -> node.primary() != ofReplicas)
        .mapToDouble(
            node -> this == MEMORY ? PERCENT * node.usedMemory() / maxMemory : node.cpuPercent())
        .average();
  }
}
