package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.engine.ClusterNodes;
import io.memorydblocal.dataplane.engine.SlotLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves slots between the primaries of one cluster, as {@link
 * io.memorydblocal.dataplane.DataPlane#moveSlots} promises. It keeps no state: the engines know
 * which slots are open, and a transfer is begun again in the same way in which it was begun.
 */
public final class SlotMigration {

  private static final Logger LOG = LoggerFactory.getLogger(SlotMigration.class);

  private static final int SOURCES_PER_TARGET = 2;
  private static final Duration CHECK = Duration.ofMillis(20);

  private final List<Primary> primaries;
  private final Deadline deadline;
  private final ExecutorService workers;

  private SlotMigration(List<Primary> primaries, Deadline deadline, ExecutorService workers) {
    this.primaries = primaries;
    this.deadline = deadline;
    this.workers = workers;
  }

  /**
   * Moves slots until all are moved or the time is over.
   *
   * @param lines makes a line to a node
   * @return the slots that are still to move or open
   */
  public static Slots run(
      Function<NodeSpec, SlotLine> lines,
      List<NodeSpec> primaries,
      List<SlotMove> moves,
      Duration atMost) {
    Deadline deadline = Deadline.after(atMost);
    List<Primary> connected =
        primaries.stream()
            .map(node -> new Primary(node.id(), node.address(), lines.apply(node)))
            .toList();
    try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
      return new SlotMigration(connected, deadline, workers).run(moves);
    } finally {
      connected.forEach(primary -> primary.line().close());
    }
  }

  private Slots run(List<SlotMove> moves) {
    ClusterView view = look();
    List<Transfer> waiting = new ArrayList<>(new OpenSlots(view).settle());
    Slots unfinished = waiting.stream().map(Transfer::slots).reduce(Slots.NONE, Slots::plus);
    for (SlotMove move : moves) {
      Transfer transfer = transfer(move);
      Slots there = transfer.slots().in(view.slots(transfer.source())).minus(unfinished);
      Slots toMove = there.minus(view.slots(transfer.target()));
      if (!toMove.isEmpty()) {
        waiting.add(transfer.with(toMove));
      }
    }
    for (Transfer transfer : waiting) {
      giveFunctions(view, transfer);
    }
    while (!waiting.isEmpty() && !deadline.isOver()) {
      List<Transfer> round = Transfer.together(waiting);
      awaitViewFor(round).ifPresent(safe -> make(round, safe));
      waiting.removeAll(round);
    }
    return left(moves);
  }

  private Transfer transfer(SlotMove move) {
    return new Transfer(primary(move.fromNodeId()), primary(move.toNodeId()), move.slots());
  }

  private Primary primary(String nodeId) {
    return primaries.stream()
        .filter(primary -> primary.nodeId().equals(nodeId))
        .findAny()
        .orElseThrow(() -> new IllegalArgumentException("not among the primaries: " + nodeId));
  }

  private static void giveFunctions(ClusterView view, Transfer transfer) {
    SlotLine target = transfer.target().line();
    if (view.slots(transfer.target()).isEmpty() && target.functions().isEmpty()) {
      transfer.source().line().functions().ifPresent(target::restoreFunctions);
    }
  }

  /** A cluster that just has changed agrees by itself after a moment. */
  private Optional<ClusterView> awaitViewFor(List<Transfer> round) {
    do {
      ClusterView view = look();
      if (view.isSafeFor(round)) {
        return Optional.of(view);
      }
      LockSupport.parkNanos(CHECK.toNanos());
    } while (!deadline.isOver());
    LOG.info("No slots are moved while the primaries don't agree on their epochs");
    return Optional.empty();
  }

  private void make(List<Transfer> round, ClusterView view) {
    Map<Primary, Semaphore> room =
        primaries.stream()
            .collect(Collectors.toMap(primary -> primary, p -> new Semaphore(SOURCES_PER_TARGET)));
    List<Callable<Void>> drains = new ArrayList<>();
    round.stream()
        .collect(Collectors.groupingBy(Transfer::source))
        .values()
        .forEach(
            transfers ->
                drains.add(
                    Executors.callable(new SourceDrain(view, transfers, room, deadline), null)));
    all(drains);
  }

  /** Tells those primaries who owns what that don't know it yet. */
  private Slots left(List<SlotMove> moves) {
    ClusterView view = look();
    for (Primary owner : primaries) {
      for (Primary other : primaries) {
        Slots news = other.equals(owner) ? Slots.NONE : view.newsFor(other, owner);
        if (!news.isEmpty()) {
          other.line().assign(news, view.engineId(owner));
        }
      }
    }
    Slots left = view.open();
    for (SlotMove move : moves) {
      left = left.plus(move.slots().minus(view.slots(primary(move.toNodeId()))));
    }
    return left;
  }

  private ClusterView look() {
    List<Callable<ClusterNodes>> looks = new ArrayList<>();
    primaries.forEach(primary -> looks.add(() -> primary.line().view()));
    List<ClusterNodes> seen = all(looks);
    Map<Primary, ClusterNodes> views = new HashMap<>();
    for (int i = 0; i < seen.size(); i++) {
      views.put(primaries.get(i), seen.get(i));
    }
    return new ClusterView(views);
  }

  /** Does everything at the same time and to its end before it tells of the first failure. */
  private <T extends @Nullable Object> List<T> all(List<Callable<T>> tasks) {
    try {
      List<T> results = new ArrayList<>();
      List<Future<T>> futures = workers.invokeAll(tasks);
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof DataPlaneException failure
          ? failure
          : new DataPlaneException("slots can't be moved", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataPlaneException("interrupted while slots move", e);
    }
  }
}
