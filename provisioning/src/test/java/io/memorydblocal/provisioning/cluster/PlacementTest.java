package io.memorydblocal.provisioning.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.dataplane.Slots;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {

  private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0-16383",
    "1, 2, 0-8191",
    "2, 2, 8192-16383",
    "1, 3, 0-5461",
    "2, 3, 5462-10922",
    "3, 3, 10923-16383"
  })
  void spreadsSlotsAsMemoryDbDoes(int shard, int shards, String slots) {
    assertThat(Placement.slots(shard, shards)).hasToString(slots);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 90, 500})
  void givesEverySlotToOneShard(int shards) {
    Slots all = Slots.NONE;
    for (int shard = 1; shard <= shards; shard++) {
      Slots slots = Placement.slots(shard, shards);
      assertThat(all.minus(slots)).as("no slot twice").isEqualTo(all);
      assertThat(slots.size()).isBetween(Slots.COUNT / shards, Slots.COUNT / shards + 1);
      all = all.plus(slots);
    }
    assertThat(all).isEqualTo(Slots.ALL);
  }

  @Test
  void spreadsTheNodesOfAShardAndTheFirstNodesOfShardsOverZones() {
    assertThat(Placement.zone(ZONES, 1, 1)).isEqualTo("us-east-1a");
    assertThat(Placement.zone(ZONES, 1, 2)).isEqualTo("us-east-1b");
    assertThat(Placement.zone(ZONES, 1, 3)).isEqualTo("us-east-1c");
    assertThat(Placement.zone(ZONES, 1, 4)).isEqualTo("us-east-1a");
    assertThat(Placement.zone(ZONES, 2, 1)).isEqualTo("us-east-1b");
    assertThat(Placement.zone(ZONES, 2, 2)).isEqualTo("us-east-1c");
  }
}
