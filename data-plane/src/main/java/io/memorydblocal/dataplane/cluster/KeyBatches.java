package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.engine.SlotLine.Batch;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides keys into what is sent in one go. A source answers no one else meanwhile, so what is sent
 * is limited in bytes; a key that is larger goes alone.
 */
final class KeyBatches {

  private final long mostBytes;
  private final int mostBatches;
  private final List<List<Batch>> loads = new ArrayList<>();
  private long bytes;

  /**
   * @param mostBytes in one go
   * @param mostBatches in one go
   */
  KeyBatches(long mostBytes, int mostBatches) {
    this.mostBytes = mostBytes;
    this.mostBatches = mostBatches;
  }

  /** Adds a key of the same slot as the one before, or of a slot of which there was none. */
  void add(int slot, byte[] key, long size) {
    if (loads.isEmpty() || bytes + size > mostBytes) {
      begin();
    }
    List<Batch> load = loads.getLast();
    if (load.isEmpty() || load.getLast().slot() != slot) {
      if (load.size() == mostBatches) {
        begin();
        load = loads.getLast();
      }
      load.add(new Batch(slot, new ArrayList<>()));
    }
    load.getLast().keys().add(key);
    bytes += size;
  }

  private void begin() {
    loads.add(new ArrayList<>());
    bytes = 0;
  }

  /** The loads in the order in which their keys came, each with a batch for every slot. */
  List<List<Batch>> loads() {
    return loads;
  }
}
