package io.memorydblocal.api.metric;

import io.memorydblocal.provisioning.metric.NodeMetric;
import io.memorydblocal.provisioning.metric.NodeMetric.Unit;
import io.memorydblocal.provisioning.metric.NodeSample;
import io.memorydblocal.provisioning.metric.NodeSamples;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Shows Prometheus the last sample of every node. Names are {@code memorydb_}, AWS's name in snake
 * case, and the base unit unless the name ends with it: {@code
 * memorydb_bytes_used_for_memorydb_bytes}, {@code memorydb_database_memory_usage_ratio}. What AWS
 * gives by the minute ends with {@code _total}.
 */
final class NodeMetricsCollector implements MultiCollector {

  /** Between a small letter or digit and a capital, and before the last of several capitals. */
  private static final Pattern WORD_START =
      Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private final NodeSamples samples;

  NodeMetricsCollector(NodeSamples samples) {
    this.samples = samples;
  }

  @Override
  public MetricSnapshots collect() {
    Map<NodeSample, Labels> nodes = new HashMap<>();
    samples.all().forEach(node -> nodes.put(node, labels(node.place())));
    MetricSnapshots.Builder snapshots = MetricSnapshots.builder();
    for (NodeMetric metric : NodeMetric.values()) {
      Map<Labels, Double> figures = new HashMap<>();
      nodes.forEach(
          (node, labels) -> {
            Double figure = node.figures().get(metric);
            if (figure != null) {
              figures.put(labels, figure);
            }
          });
      snapshots.metricSnapshot(snapshot(metric, figures));
    }
    return snapshots.build();
  }

  private static MetricSnapshot snapshot(NodeMetric metric, Map<Labels, Double> figures) {
    String help = metric.awsName() + " of a node";
    return switch (metric.kind()) {
      case GAUGE -> {
        GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name(metric)).help(help);
        figures.forEach(
            (labels, figure) ->
                gauge.dataPoint(
                    GaugeDataPointSnapshot.builder().labels(labels).value(figure).build()));
        yield gauge.build();
      }
      case COUNTER -> {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name(metric)).help(help);
        figures.forEach(
            (labels, figure) ->
                counter.dataPoint(
                    CounterDataPointSnapshot.builder().labels(labels).value(figure).build()));
        yield counter.build();
      }
    };
  }

  private static Labels labels(NodeSample.Place place) {
    return Labels.of(
        "account", place.scope().accountId(),
        "region", place.scope().region(),
        "cluster", place.clusterName(),
        "shard", place.shardName(),
        "node", place.nodeName());
  }

  private static String name(NodeMetric metric) {
    String words =
        WORD_START
            .matcher(
                metric.awsName().replace("MemoryDB", "Memorydb").replaceFirst("Percentage$", ""))
            .replaceAll("_")
            .toLowerCase(Locale.ROOT);
    String unit = metric.unit() == Unit.NONE ? "" : metric.unit().name().toLowerCase(Locale.ROOT);
    return "memorydb_" + (words.endsWith(unit) ? words : words + "_" + unit);
  }
}
