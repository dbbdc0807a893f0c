package io.memorydblocal.provisioning.metric;

import io.memorydblocal.dataplane.EngineInfo;
import io.memorydblocal.provisioning.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a node was seen doing at a moment.
 *
 * @param place which node
 * @param at when
 * @param figures what could be told, in the metrics' units
 */
public record NodeSample(Place place, Instant at, Map<NodeMetric, Double> figures) {

  /**
   * Which node.
   *
   * @param scope its account and Region
   * @param clusterName such as {@code demo}
   * @param shardName such as {@code 0001}
   * @param nodeName such as {@code demo-0001-001}
   */
  public record Place(Scope scope, String clusterName, String shardName, String nodeName) {}

  /** What an engine tells, and what follows from the sample of the same node before. */
  public static NodeSample of(
      Place place, EngineInfo info, Instant at, @Nullable NodeSample before) {
    Map<NodeMetric, Double> figures = new EnumMap<>(NodeMetric.class);
    for (NodeMetric metric : NodeMetric.values()) {
      metric.in(info).ifPresent(figure -> figures.put(metric, figure));
    }
    if (before != null) {
      double seconds = Duration.between(before.at, at).toNanos() / 1e9;
      double cpu = growth(NodeMetric.ENGINE_CPU, before.figures, figures);
      if (seconds > 0 && cpu >= 0) {
        figures.put(NodeMetric.ENGINE_CPU_UTILIZATION, cpu / seconds);
      }
    }
    return new NodeSample(place, at, figures);
  }

  /** Less than nothing when the engine was started meanwhile. */
  private static double growth(
      NodeMetric metric, Map<NodeMetric, Double> before, Map<NodeMetric, Double> now) {
    return now.getOrDefault(metric, 0.0) - before.getOrDefault(metric, 0.0);
  }
}
