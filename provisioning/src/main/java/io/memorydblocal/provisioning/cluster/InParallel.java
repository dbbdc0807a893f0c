package io.memorydblocal.provisioning.cluster;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Does the same to many nodes at once and waits for all of them. */
final class InParallel {

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  /** The first failure is thrown, after all have ended; the others are attached to it. */
  <T> void forEach(Collection<T> items, Consumer<T> action) {
    List<Callable<Object>> calls =
        items.stream().map(item -> Executors.callable(() -> action.accept(item))).toList();
    RuntimeException failure = null;
    try {
      for (Future<Object> future : executor.invokeAll(calls)) {
        try {
          future.get();
        } catch (ExecutionException e) {
          RuntimeException cause =
              e.getCause() instanceof RuntimeException thrown
                  ? thrown
                  : new IllegalStateException(e.getCause());
          if (failure == null) {
            failure = cause;
          } else {
            failure.addSuppressed(cause);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for nodes", e);
    }
    if (failure != null) {
      throw failure;
    }
  }
}
