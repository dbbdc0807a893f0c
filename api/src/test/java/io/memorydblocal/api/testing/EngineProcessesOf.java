package io.memorydblocal.api.testing;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The engine processes of a data directory, as the operating system shows them. */
public final class EngineProcessesOf {

  private EngineProcessesOf() {}

  /** All that are alive. */
  public static List<ProcessHandle> directory(Path directory) {
    String nodes = directory.resolve("data-plane").resolve("nodes") + "/";
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .arguments()
                    .map(Arrays::stream)
                    .orElse(Stream.empty())
                    .anyMatch(argument -> argument.startsWith(nodes)))
        .toList();
  }
}
