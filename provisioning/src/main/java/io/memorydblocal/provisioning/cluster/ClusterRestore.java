package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.rdb.RdbFormatException;
import io.memorydblocal.dataplane.rdb.RdbSource;
import io.memorydblocal.dataplane.rdb.RdbSplitter;
import io.memorydblocal.dataplane.rdb.RdbTarget;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.cluster.RestoreContent.Part;
import io.memorydblocal.provisioning.encryption.DamagedContentException;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Gives the primaries of a new cluster the data that it is to begin with, before they are started.
 * The replicas receive them from the primaries.
 */
@Component
class ClusterRestore {

  private final RestoreContent content;
  private final NodeSpecs specs;
  private final DataPlane dataPlane;
  private final Clock clock;

  ClusterRestore(RestoreContent content, NodeSpecs specs, DataPlane dataPlane, Clock clock) {
    this.content = content;
    this.specs = specs;
    this.dataPlane = dataPlane;
    this.clock = clock;
  }

  /**
   * Every shard's first node has the keys of the shard's slots. What was damaged, or isn't there,
   * stays so: then the restore is given up at once.
   */
  StepResult<Cluster> seedNodes(Cluster cluster) {
    Restore restore = cluster.restore();
    if (restore == null || !cluster.status().isForming()) {
      return StepResult.done();
    }
    List<Shard> lacking =
        cluster.shards().stream()
            .filter(shard -> !dataPlane.isSeeded(first(cluster, shard)))
            .toList();
    if (lacking.isEmpty()) {
      return StepResult.done();
    }
    try {
      seed(cluster, lacking, content.of(cluster, restore));
      return StepResult.done();
    } catch (RdbFormatException | DamagedContentException | MemoryDbException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      return failed(e.getFile() + " doesn't exist.");
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  private StepResult<Cluster> failed(String reason) {
    return StepResult.changed(current -> current.restoreFailed(reason, clock.instant()));
  }

  /** Seeds become complete when all are written, so that a failure leaves none. */
  private void seed(Cluster cluster, List<Shard> lacking, List<Part> parts) throws IOException {
    Map<Shard, NodeSeed> seeds = new HashMap<>();
    try {
      for (Shard shard : lacking) {
        seeds.put(shard, dataPlane.seed(first(cluster, shard)));
      }
      if (haveSameSlots(parts, cluster.shards())) {
        copy(parts, seeds);
      } else {
        split(parts, cluster.shards(), seeds);
      }
      for (NodeSeed seed : seeds.values()) {
        seed.complete();
      }
    } finally {
      for (NodeSeed seed : seeds.values()) {
        seed.close();
      }
    }
  }

  private static boolean haveSameSlots(List<Part> parts, List<Shard> shards) {
    return parts.size() == shards.size()
        && shards.stream()
            .allMatch(shard -> parts.stream().anyMatch(part -> part.isOf(shard.slots())));
  }

  private static void copy(List<Part> parts, Map<Shard, NodeSeed> seeds) throws IOException {
    for (Map.Entry<Shard, NodeSeed> seed : seeds.entrySet()) {
      for (Part part : parts) {
        if (part.isOf(seed.getKey().slots())) {
          try (InputStream in = part.file().open()) {
            in.transferTo(seed.getValue().out());
          }
        }
      }
    }
  }

  private static void split(List<Part> parts, List<Shard> shards, Map<Shard, NodeSeed> seeds)
      throws IOException {
    List<RdbSource> files = parts.stream().map(Part::file).toList();
    List<RdbTarget> targets =
        shards.stream()
            .map(
                shard -> {
                  NodeSeed seed = seeds.get(shard);
                  // One that a run before a crash has completed.
                  return new RdbTarget(
                      shard.slots(), seed == null ? OutputStream.nullOutputStream() : seed.out());
                })
            .toList();
    RdbSplitter.split(files, targets);
  }

  private NodeSpec first(Cluster cluster, Shard shard) {
    return specs.of(cluster, shard.nodes().getFirst());
  }
}
