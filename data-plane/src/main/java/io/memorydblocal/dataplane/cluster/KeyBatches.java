package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.engine.SlotLine.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides keys into what is sent in one go. A source answers no one else meanwhile, so what is sent
 * is limited in bytes; a key that is larger goes alone.
 */
final class KeyBatches {

  private final long limit;
  private final List<List<Batch>> loads = new ArrayList<>();
  private long bytes;

  KeyBatches(long limit) {
    this.limit = limit;
  }

  void add(int slot, byte[] key, long size) {
    if (loads.isEmpty() || bytes + size > limit) {
      loads.add(new ArrayList<>());
      bytes = 0;
    }
    List<Batch> load = loads.getLast();
    if (load.isEmpty() || load.getLast().slot() != slot) {
      load.add(new Batch(slot, new ArrayList<>()));
    }
    load.getLast().keys().add(key);
    bytes += size;
  }

  /** The loads in the order in which their keys came, each with a batch for every slot. */
  List<List<Batch>> loads() {
    return loads;
  }
}
