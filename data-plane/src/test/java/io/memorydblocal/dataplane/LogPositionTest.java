package io.memorydblocal.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LogPositionTest {

  private static final LogPosition BEFORE =
      new LogPosition("a", "run-1", "stream-1", "", 0, 5_000, 90_000, 10_000, 3);

  @Test
  void isAllSinceTheLastRewriteAtFirst() {
    assertThat(BEFORE.writtenSince(null)).isEqualTo(80_000);
  }

  @Test
  void isTheGrowthOfTheLog() {
    assertThat(
            new LogPosition("a", "run-1", "stream-1", "", 0, 99_999, 90_123, 10_000, 3)
                .writtenSince(BEFORE))
        .as("the stream has pings, too")
        .isEqualTo(123);
    assertThat(BEFORE.writtenSince(BEFORE)).isZero();
  }

  @Test
  void isWhatWasStreamedWhenTheLogWasRewritten() {
    assertThat(
            new LogPosition("a", "run-1", "stream-1", "", 0, 65_000, 12_000, 11_000, 4)
                .writtenSince(BEFORE))
        .isEqualTo(60_000);
  }

  @Test
  void isAtLeastWhatFollowedTheRewriteWithoutAStream() {
    assertThat(
            new LogPosition("a", "run-1", "stream-1", "", 0, 5_000, 12_000, 11_000, 4)
                .writtenSince(BEFORE))
        .isEqualTo(1_000);
  }

  @Test
  void goesOnThroughARestart() {
    assertThat(
            new LogPosition("a", "run-2", "stream-2", "", 0, 0, 90_500, 90_000, 0)
                .writtenSince(BEFORE))
        .isEqualTo(500);
    assertThat(
            new LogPosition("a", "run-2", "stream-2", "", 0, 0, 20_000, 15_000, 0)
                .writtenSince(BEFORE))
        .as("rewritten meanwhile")
        .isEqualTo(5_000);
  }

  @Test
  void goesOnThroughAFailover() {
    assertThat(
            new LogPosition("b", "run-9", "stream-2", "stream-1", 5_300, 5_700, 400_000, 1, 0)
                .writtenSince(BEFORE))
        .isEqualTo(700);
  }

  @Test
  void isNothingWhereNobodyKnows() {
    assertThat(
            new LogPosition("b", "run-9", "stream-2", "stream-0", 5_300, 5_700, 400_000, 1, 0)
                .writtenSince(BEFORE))
        .isZero();
    assertThat(
            new LogPosition("a", "run-1", "stream-1", "", 0, 4_000, 80_000, 10_000, 3)
                .writtenSince(BEFORE))
        .as("never less than nothing")
        .isZero();
  }
}
