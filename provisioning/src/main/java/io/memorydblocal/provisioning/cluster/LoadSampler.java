package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.metric.NodeSample;
import io.memorydblocal.provisioning.metric.NodeSamples;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Reads the counters of all engines every few seconds and keeps the last of each in memory; {@link
 * LoadMeasurement} reads the same ones each minute and has them written down. Every engine is asked
 * by itself: one that hangs is late alone, and isn't asked again meanwhile.
 */
@Component
class LoadSampler implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(LoadSampler.class);

  private final ClusterRepository clusters;
  private final DataPlane dataPlane;
  private final NodeSamples samples;
  private final Clock clock;
  private final Duration period;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<UUID> asked = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;

  LoadSampler(
      ClusterRepository clusters,
      DataPlane dataPlane,
      NodeSamples samples,
      Clock clock,
      ProvisioningProperties properties) {
    this.clusters = clusters;
    this.dataPlane = dataPlane;
    this.samples = samples;
    this.clock = clock;
    this.period = properties.sampling();
  }

  @Override
  public void start() {
    running = true;
    executor.execute(this::sampleUntilStopped);
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
    executor.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void sampleUntilStopped() {
    try {
      do {
        sampleAll();
      } while (!stopping.await(period.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RejectedExecutionException e) {
      LOG.debug("The server stops", e);
    }
  }

  private void sampleAll() {
    List<Node> nodes;
    try {
      nodes = clusters.findStartedNodes();
    } catch (RuntimeException e) {
      LOG.debug("Nobody knows which nodes there are", e);
      return;
    }
    samples.retain(nodes.stream().map(Node::id).toList());
    nodes.stream()
        .filter(node -> asked.add(node.id()))
        .forEach(node -> executor.execute(() -> sample(node)));
  }

  private void sample(Node node) {
    try {
      NodeLoad load = dataPlane.load(node.endpoint());
      Instant now = clock.instant();
      samples.replace(node.id(), before -> NodeSample.of(node.place(), load.info(), now, before));
    } catch (DataPlaneException e) {
      LOG.debug("{} can't be sampled", node.name(), e);
      samples.remove(node.id());
    } finally {
      asked.remove(node.id());
    }
  }
}
