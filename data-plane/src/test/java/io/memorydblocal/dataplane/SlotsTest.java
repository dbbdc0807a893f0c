package io.memorydblocal.dataplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotsTest {

  @Test
  void writesAndReadsRanges() {
    Slots slots = Slots.range(0, 5461).plus(Slots.range(7000, 7000)).plus(Slots.range(9000, 9001));
    assertThat(slots).hasToString("0-5461,7000,9000-9001");
    assertThat(Slots.parse(slots.toString())).isEqualTo(slots).hasSameHashCodeAs(slots);
    assertThat(Slots.parse("")).isEqualTo(Slots.NONE);
  }

  @Test
  void joinsRangesThatTouch() {
    assertThat(Slots.range(0, 99).plus(Slots.range(100, 199))).hasToString("0-199");
  }

  @Test
  void takesSlotsAwayWithoutChangingTheOriginal() {
    assertThat(Slots.ALL.minus(Slots.range(1, 16382))).hasToString("0,16383");
    assertThat(Slots.ALL.size()).isEqualTo(Slots.COUNT);
    assertThat(Slots.range(3, 5).toArray()).containsExactly(3, 4, 5);
  }

  @Test
  void knowsWhatTwoSetsShare() {
    assertThat(Slots.range(0, 9).in(Slots.range(5, 20))).hasToString("5-9");
    assertThat(Slots.of(IntStream.of(4, 2))).hasToString("2,4");
    assertThat(Slots.range(0, 9).contains(9)).isTrue();
    assertThat(Slots.range(0, 9).contains(10)).isFalse();
  }

  @Test
  void refusesWhatIsNoSlot() {
    assertThatIllegalArgumentException().isThrownBy(() -> Slots.range(0, Slots.COUNT));
    assertThatIllegalArgumentException().isThrownBy(() -> Slots.range(-1, 5));
    assertThatIllegalArgumentException().isThrownBy(() -> Slots.range(5, 4));
  }
}
