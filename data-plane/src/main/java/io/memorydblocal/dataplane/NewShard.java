package io.memorydblocal.dataplane;

import java.util.List;
import java.util.stream.Stream;

/**
 * A shard of a cluster that is founded.
 *
 * @param primary the node that owns the slots
 * @param replicas the nodes that replicate it
 * @param slots what it serves
 */
public record NewShard(NodeSpec primary, List<NodeSpec> replicas, Slots slots) {

  public NewShard {
    replicas = List.copyOf(replicas);
  }

  /** The primary and the replicas. */
  public List<NodeSpec> nodes() {
    return Stream.concat(Stream.of(primary), replicas.stream()).toList();
  }
}
