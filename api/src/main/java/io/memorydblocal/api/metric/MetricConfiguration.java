package io.memorydblocal.api.metric;

import io.memorydblocal.provisioning.metric.NodeSamples;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds the nodes to what Prometheus is shown. */
@Configuration(proxyBeanMethods = false)
class MetricConfiguration {

  @Bean
  NodeMetricsCollector nodeMetrics(NodeSamples samples, PrometheusRegistry registry) {
    NodeMetricsCollector collector = new NodeMetricsCollector(samples);
    registry.register(collector);
    return collector;
  }
}
