package io.memorydblocal.dataplane.process;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.engine.NodeDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The engine processes of this machine, each known by the configuration file on its command line. A
 * process that an earlier control plane started is found and treated like one's own.
 */
final class EngineProcesses {

  /** An engine that was asked to end writes its log and ends; one that doesn't is killed. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final Duration REMINDER = Duration.ofMillis(250);

  private final Map<NodeDirectory, ProcessHandle> known = new ConcurrentHashMap<>();
  private final Consumer<NodeDirectory> onExit;

  /**
   * @param onExit called with the node of every process that ends
   */
  EngineProcesses(Consumer<NodeDirectory> onExit) {
    this.onExit = onExit;
  }

  /** The running process of a node. */
  Optional<ProcessHandle> find(NodeDirectory node) {
    ProcessHandle handle = known.get(node);
    if (handle != null && handle.isAlive()) {
      return Optional.of(handle);
    }
    Optional<ProcessHandle> found =
        ProcessHandle.allProcesses().filter(process -> runs(process, node)).findAny();
    found.ifPresent(process -> watch(node, process));
    return found;
  }

  /** Starts a process that outlives this one, its output appended to the node's messages. */
  ProcessHandle start(Path executable, NodeDirectory node) {
    try {
      Process process =
          new ProcessBuilder(executable.toString(), node.configuration().toString())
              .directory(node.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(node.messages().toFile()))
              .start();
      process.getOutputStream().close();
      watch(node, process.toHandle());
      return process.toHandle();
    } catch (IOException e) {
      throw new DataPlaneException(executable + " can't be started: " + e.getMessage(), e);
    }
  }

  /** Ends a node's process at once. What it acknowledged is on disk already. */
  void kill(NodeDirectory node) {
    find(node)
        .ifPresent(
            process -> {
              process.destroyForcibly();
              await(process.onExit(), GRACE);
            });
    known.remove(node);
  }

  /** Ends a node's process cleanly. */
  void stop(NodeDirectory node) {
    find(node).ifPresent(process -> stop(List.of(process)));
  }

  /** Ends all processes whose configuration lies below a directory, together and cleanly. */
  void stopAll(Path root) {
    stop(ProcessHandle.allProcesses().filter(process -> runsBelow(process, root)).toList());
  }

  private static void stop(List<ProcessHandle> all) {
    CompletableFuture<?> ended =
        CompletableFuture.allOf(
            all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
    long deadline = System.nanoTime() + GRACE.toNanos();
    do {
      // An engine that just began a new log forgets the first request: it is repeated.
      all.forEach(ProcessHandle::destroy);
    } while (!await(ended, REMINDER) && System.nanoTime() - deadline < 0);
    all.forEach(ProcessHandle::destroyForcibly);
    await(ended, GRACE);
  }

  private void watch(NodeDirectory node, ProcessHandle process) {
    ProcessHandle before = known.put(node, process);
    if (!process.equals(before)) {
      var unused =
          process
              .onExit()
              .thenAccept(
                  ended -> {
                    known.remove(node, ended);
                    onExit.accept(node);
                  });
    }
  }

  private static boolean await(CompletableFuture<?> future, Duration patience) {
    try {
      future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new DataPlaneException("a process could not be watched", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataPlaneException("interrupted while waiting for processes to end", e);
    }
  }

  private static boolean runs(ProcessHandle process, NodeDirectory node) {
    return arguments(process).anyMatch(node.configuration().toString()::equals);
  }

  private static boolean runsBelow(ProcessHandle process, Path root) {
    String prefix = root + "/";
    return arguments(process).anyMatch(argument -> argument.startsWith(prefix));
  }

  private static Stream<String> arguments(ProcessHandle process) {
    return process.info().arguments().stream().flatMap(Arrays::stream);
  }
}
