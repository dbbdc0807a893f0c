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

/**
 * The engine processes of the nodes below a directory, each known by the configuration file on its
 * command line. A process that an earlier control plane started is found once, at the start, and
 * treated like one's own; nobody else starts any in this directory.
 */
final class EngineProcesses {

  /** An engine that was asked to end writes its log and ends; one that doesn't is killed. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private static final Duration REMINDER = Duration.ofMillis(250);

  private final Map<NodeDirectory, ProcessHandle> known = new ConcurrentHashMap<>();
  private final Path nodes;
  private final Consumer<NodeDirectory> onExit;

  /**
   * @param nodes where the directories of all nodes are
   * @param onExit called with the node of every process that ends
   */
  EngineProcesses(Path nodes, Consumer<NodeDirectory> onExit) {
    this.nodes = nodes;
    this.onExit = onExit;
    ProcessHandle.allProcesses()
        .forEach(process -> nodeOf(process).ifPresent(node -> watch(node, process)));
  }

  /** The running process of a node. */
  Optional<ProcessHandle> find(NodeDirectory node) {
    return Optional.ofNullable(known.get(node)).filter(ProcessHandle::isAlive);
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

  /** Ends all processes, together and cleanly. */
  void stopAll() {
    stop(List.copyOf(known.values()));
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

  private Optional<NodeDirectory> nodeOf(ProcessHandle process) {
    return process.info().arguments().stream()
        .flatMap(Arrays::stream)
        .filter(argument -> argument.startsWith(nodes + "/"))
        .flatMap(argument -> NodeDirectory.configuredBy(Path.of(argument), nodes).stream())
        .findFirst();
  }
}
