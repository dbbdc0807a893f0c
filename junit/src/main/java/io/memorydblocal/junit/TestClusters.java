package io.memorydblocal.junit;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clusters of a test class: one for each annotation, deleted after the class. */
final class TestClusters implements AutoCloseable {

  private final Server server;
  private final @Nullable TestClusters around;
  private final Map<MemoryDbCluster, RequestedCluster> requested = new ConcurrentHashMap<>();

  /**
   * @param around those of the class around this one, which this one has too
   */
  TestClusters(Server server, @Nullable TestClusters around) {
    this.server = server;
    this.around = around;
  }

  /** Asks for those that aren't there yet; they come up side by side. */
  void request(Collection<MemoryDbCluster> wanted) {
    wanted.forEach(this::requested);
  }

  /** Waits until a cluster serves. */
  RunningCluster running(MemoryDbCluster wanted) {
    return requested(wanted).await();
  }

  private RequestedCluster requested(MemoryDbCluster wanted) {
    if (around != null && around.has(wanted)) {
      return around.requested(wanted);
    }
    return requested.computeIfAbsent(wanted, it -> RequestedCluster.request(server, it));
  }

  private boolean has(MemoryDbCluster wanted) {
    return requested.containsKey(wanted) || (around != null && around.has(wanted));
  }

  @Override
  public void close() {
    requested.values().forEach(RequestedCluster::delete);
  }
}
