package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneContract;
import io.memorydblocal.dataplane.NodeSpec;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ProcessDataPlaneIT extends DataPlaneContract {

  @TempDir private Path directory;

  @Override
  protected DataPlane open() {
    return ProcessDataPlane.open(
        new ProcessDataPlane.Settings(directory, "127.101.0.0/24", "26379-26479", Map.of(), ""),
        Clock.systemUTC());
  }

  @Override
  protected void kill(DataPlane dataPlane, NodeSpec node) {
    ProcessHandle process =
        ProcessHandle.allProcesses()
            .filter(
                candidate ->
                    candidate.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.contains(node.id() + "/engine.conf")))
            .findAny()
            .orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
  }
}
