package io.memorydblocal.dataplane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.dataplane.engine.SlotLine.Batch;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyBatchesTest {

  @Test
  void sendsALargeKeyAlone() {
    KeyBatches batches = new KeyBatches(100, 10);
    add(batches, 1, 10, 20, 500, 30);
    assertThat(counts(batches)).containsExactly(List.of(2), List.of(1), List.of(1));
  }

  @Test
  void sendsSeveralSlotsInOneGo() {
    KeyBatches batches = new KeyBatches(100, 2);
    add(batches, 1, 10, 10);
    add(batches, 2, 10);
    add(batches, 3, 10, 10);
    assertThat(counts(batches)).containsExactly(List.of(2, 1), List.of(2));
    assertThat(batches.loads().getLast()).extracting(Batch::slot).containsExactly(3);
  }

  @Test
  void hasNothingToSendWithoutKeys() {
    assertThat(new KeyBatches(100, 2).loads()).isEmpty();
  }

  private static void add(KeyBatches batches, int slot, long... sizes) {
    for (long size : sizes) {
      batches.add(slot, new byte[] {'k'}, size);
    }
  }

  private static List<List<Integer>> counts(KeyBatches batches) {
    return batches.loads().stream()
        .map(load -> load.stream().map(batch -> batch.keys().size()).toList())
        .toList();
  }
}
