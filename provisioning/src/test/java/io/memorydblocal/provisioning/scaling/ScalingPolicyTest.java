package io.memorydblocal.provisioning.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.provisioning.cluster.Layout;
import io.memorydblocal.provisioning.load.CurrentLoad;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalingPolicyTest {

  private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
  private static final long MAX_MEMORY = 1_000;

  private static ScalingPolicy shards(double target, int min, int max) {
    return policy(ScalableDimension.SHARDS, ScalingMetric.MEMORY, target, min, max, true);
  }

  private static ScalingPolicy policy(
      ScalableDimension dimension,
      ScalingMetric metric,
      double target,
      int min,
      int max,
      boolean scaleIn) {
    return new ScalingPolicy(
        UUID.randomUUID(),
        dimension,
        new ScalingTarget(metric, target, min, max, scaleIn, 900, 300));
  }

  private static List<CurrentLoad> loads(
      Layout layout, long memory, double primaryCpu, double replicaCpu) {
    List<CurrentLoad> nodes = new ArrayList<>();
    for (int shard = 0; shard < layout.shards(); shard++) {
      for (int node = 0; node <= layout.replicasPerShard(); node++) {
        boolean primary = node == 0;
        nodes.add(
            new CurrentLoad(
                "n-%d-%d".formatted(shard, node),
                primary,
                memory,
                primary ? primaryCpu : replicaCpu,
                NOW));
      }
    }
    return nodes;
  }

  @ParameterizedTest
  @CsvSource({
    // shards, percent of memory, to be
    "2, 600, 0",
    "2, 601, 3",
    "2, 900, 3",
    "2, 1000, 4",
    "4, 1000, 7",
    "8, 1000, 10",
    "2, 300, 0",
    "2, 270, 1",
    "4, 300, 3",
    "4, 100, 1",
    "1, 1, 0"
  })
  void keepsMemoryNearItsTarget(int shards, long memory, int expected) {
    Layout layout = new Layout(shards, 1);

    OptionalInt desired =
        shards(60, 1, 10).desired(layout, loads(layout, memory, 0, 0), MAX_MEMORY, NOW);

    assertThat(desired.orElse(0)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    // replicas, percent of a processor of primaries and of replicas, to be
    "1, 90, 30, -1",
    "1, 10, 90, 2",
    "2, 10, 100, 4",
    "4, 10, 10, 1",
    "0, 90, 0, 2",
    "0, 10, 0, -1"
  })
  void relievesReplicasByMore(int replicas, double primaryCpu, double replicaCpu, int expected) {
    Layout layout = new Layout(2, replicas);
    ScalingPolicy policy = policy(ScalableDimension.REPLICAS, ScalingMetric.CPU, 50, 0, 5, true);

    OptionalInt desired =
        policy.desired(layout, loads(layout, 0, primaryCpu, replicaCpu), MAX_MEMORY, NOW);

    assertThat(desired.orElse(-1)).isEqualTo(expected);
  }

  @Test
  void goesToItsLimitsWhateverTheLoad() {
    Layout layout = new Layout(2, 0);

    assertThat(shards(60, 3, 5).desired(layout, List.of(), MAX_MEMORY, NOW)).hasValue(3);
    assertThat(shards(60, 1, 1).desired(layout, List.of(), MAX_MEMORY, NOW)).hasValue(1);
    assertThat(shards(60, 1, 5).desired(layout, List.of(), MAX_MEMORY, NOW)).isEmpty();
  }

  @Test
  void restsAfterItActed() {
    Layout layout = new Layout(4, 0);
    ScalingPolicy policy = shards(60, 1, 10);
    policy.acted(new ScalingActivity(NOW, 2, 4, null));

    List<CurrentLoad> full = loads(layout, 900, 0, 0);
    assertThat(policy.desired(layout, full, MAX_MEMORY, NOW.plusSeconds(299))).isEmpty();
    assertThat(policy.desired(layout, full, MAX_MEMORY, NOW.plusSeconds(300))).hasValue(6);
    List<CurrentLoad> empty = loads(layout, 10, 0, 0);
    assertThat(policy.desired(layout, empty, MAX_MEMORY, NOW.plusSeconds(899))).isEmpty();
    assertThat(policy.desired(layout, empty, MAX_MEMORY, NOW.plusSeconds(900))).hasValue(1);
  }

  @Test
  void onlyGrowsWhenItIsTold() {
    Layout layout = new Layout(4, 0);
    ScalingPolicy policy = policy(ScalableDimension.SHARDS, ScalingMetric.MEMORY, 60, 1, 10, false);

    assertThat(policy.desired(layout, loads(layout, 10, 0, 0), MAX_MEMORY, NOW)).isEmpty();
    assertThat(policy.desired(layout, loads(layout, 900, 0, 0), MAX_MEMORY, NOW)).hasValue(6);
  }
}
