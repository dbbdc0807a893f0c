package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import org.springframework.stereotype.Component;

/** What users may know of the engines behind their clusters. */
@Component
public class EngineRoom {

  private final DataPlane dataPlane;
  private final NodeSpecs specs;
  private final EngineVersions engineVersions;

  EngineRoom(DataPlane dataPlane, NodeSpecs specs, EngineVersions engineVersions) {
    this.dataPlane = dataPlane;
    this.specs = specs;
    this.engineVersions = engineVersions;
  }

  /** The certificate that signs those of all nodes, as PEM. */
  public String caCertificate() {
    return dataPlane.caCertificate();
  }

  /**
   * The bytes that the data of the fullest of a cluster's shards take in memory, and those of all
   * shards together, as their engines count now. It asks engines: each has two seconds to answer.
   *
   * @throws io.memorydblocal.dataplane.DataPlaneException when one doesn't
   */
  public MemoryUse memoryUse(Cluster cluster) {
    ObservedCluster observed = ObservedCluster.look(cluster, specs, dataPlane);
    long largest = 0;
    long total = 0;
    for (Shard shard : cluster.shards()) {
      long used = dataPlane.load(observed.primary(shard).endpoint()).usedMemory();
      largest = Math.max(largest, used);
      total += used;
    }
    return new MemoryUse(largest, total);
  }

  /**
   * What a cluster's data take.
   *
   * @param fullestShard bytes
   * @param total bytes
   */
  public record MemoryUse(long fullestShard, long total) {}

  /** The binary that serves clusters which ask for no particular engine, in words. */
  public String standardEngine() {
    EngineRelease release = engineVersions.require(null, null);
    return dataPlane
        .binaryFor(new EngineVersion(release.engine(), release.engineVersion()))
        .toString();
  }
}
