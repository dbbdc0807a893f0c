package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.Slots;
import java.util.List;

/** Where things go: slots to shards, nodes to availability zones. Pure functions. */
final class Placement {

  private Placement() {}

  /**
   * The slots of one of {@code shards} shards: equal shares in ascending order, where the first
   * shards get one slot more if it doesn't come out even.
   *
   * @param number counts from 1
   */
  static Slots slots(int number, int shards) {
    int share = Slots.COUNT / shards;
    int larger = Slots.COUNT % shards;
    int index = number - 1;
    int first = index * share + Math.min(index, larger);
    int size = share + (index < larger ? 1 : 0);
    return Slots.range(first, first + size - 1);
  }

  /**
   * The zone of a node. The nodes of a shard are in different zones, and the first nodes of
   * successive shards too, as AWS spreads them.
   *
   * @param zones those that nodes may be in, at least one
   * @param shard counts from 1
   * @param node counts from 1
   */
  static String zone(List<String> zones, int shard, int node) {
    return zones.get((shard + node - 2) % zones.size());
  }
}
