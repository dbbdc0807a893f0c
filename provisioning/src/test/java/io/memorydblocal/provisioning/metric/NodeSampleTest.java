package io.memorydblocal.provisioning.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.memorydblocal.dataplane.EngineInfo;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.metric.NodeSample.Place;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSampleTest {

  private static final Place PLACE =
      new Place(new Scope("000000000000", "us-east-1"), "demo", "0001", "demo-0001-001");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:10Z");
  private static final String COMMANDS =
      """
      # Commandstats
      cmdstat_get:calls=3,usec=30,usec_per_call=10.00,rejected_calls=0,failed_calls=0
      cmdstat_setbit:calls=2,usec=20,usec_per_call=10.00,rejected_calls=0,failed_calls=0
      cmdstat_xinfo|stream:calls=1,usec=5,usec_per_call=5.00,rejected_calls=0,failed_calls=0
      cmdstat_evalsha:calls=4,usec=5,usec_per_call=1.25,rejected_calls=0,failed_calls=0
      cmdstat_info:calls=9,usec=5,usec_per_call=1.00,rejected_calls=0,failed_calls=0
      cmdstat_new.command:calls=9,usec=5,usec_per_call=1.00,rejected_calls=0,failed_calls=0
      """;

  @Test
  void countsCommandsByWhatTheyActUpon() {
    assertThat(sample("role:master", COMMANDS).figures())
        .contains(
            entry(NodeMetric.STRING_BASED_CMDS, 5.0),
            entry(NodeMetric.STREAM_BASED_CMDS, 1.0),
            entry(NodeMetric.EVAL_BASED_CMDS, 4.0),
            entry(NodeMetric.HASH_BASED_CMDS, 0.0),
            entry(NodeMetric.GET_TYPE_CMDS, 4.0),
            entry(NodeMetric.SET_TYPE_CMDS, 2.0),
            entry(NodeMetric.SUCCESSFUL_READ_REQUEST_LATENCY, 35e-6),
            entry(NodeMetric.SUCCESSFUL_WRITE_REQUEST_LATENCY, 20e-6));
  }

  @Test
  void readsWhatIsOnlyAPartOfALine() {
    assertThat(
            sample("db0:keys=7,expires=2,avg_ttl=1500\r\nused_memory:25\r\nmaxmemory:100")
                .figures())
        .contains(
            entry(NodeMetric.CURR_ITEMS, 7.0),
            entry(NodeMetric.DB0_AVERAGE_TTL, 1.5),
            entry(NodeMetric.DATABASE_MEMORY_USAGE, 0.25));
  }

  @Test
  void hasNoFiguresOfWhatTheRoleDoesNotHave() {
    assertThat(sample("role:master", "master_repl_offset:5").figures())
        .containsEntry(NodeMetric.REPLICATION_BYTES, 5.0)
        .doesNotContainKeys(
            NodeMetric.REPLICATION_LAG,
            NodeMetric.PRIMARY_LINK_HEALTH_STATUS,
            NodeMetric.AUTHENTICATION_FAILURES);
    assertThat(
            sample("role:slave", "master_link_status:down\nmaster_last_io_seconds_ago:-1")
                .figures())
        .containsEntry(NodeMetric.PRIMARY_LINK_HEALTH_STATUS, 0.0)
        .doesNotContainKeys(NodeMetric.REPLICATION_LAG, NodeMetric.REPLICATION_BYTES);
  }

  @Test
  void tellsHowBusyTheEngineWasSinceTheSampleBefore() {
    NodeSample first = NodeSample.of(PLACE, cpu(1.0), NOW.minusSeconds(10), null);
    NodeSample second = NodeSample.of(PLACE, cpu(3.5), NOW, first);
    assertThat(first.figures()).doesNotContainKey(NodeMetric.ENGINE_CPU_UTILIZATION);
    assertThat(second.figures()).containsEntry(NodeMetric.ENGINE_CPU_UTILIZATION, 0.25);

    NodeSample restarted = NodeSample.of(PLACE, cpu(0.1), NOW.plusSeconds(10), second);
    assertThat(restarted.figures()).doesNotContainKey(NodeMetric.ENGINE_CPU_UTILIZATION);
  }

  private static EngineInfo cpu(double seconds) {
    return EngineInfo.parse(
        List.of("used_cpu_sys_main_thread:%s\nused_cpu_user_main_thread:0.0".formatted(seconds)));
  }

  private static NodeSample sample(String... sections) {
    return NodeSample.of(PLACE, EngineInfo.parse(List.of(sections)), NOW, null);
  }
}
