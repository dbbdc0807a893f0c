package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.engine.SlotLine.Batch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/**
 * Makes the transfers from one source, some slots to each target in turn, until they are done or
 * the time is over. It can be interrupted anywhere: what it has opened tells how to go on.
 */
final class SourceDrain implements Runnable {

  /** How many slots, and how many keys of more than one, are open at once between two nodes. */
  private static final int OPEN_SLOTS = 512;

  private static final int OPEN_KEYS = 2_000;

  /** How many keys, but for those of one slot, are looked at together. */
  private static final int LOOK_KEYS = 1_000;

  private static final long LOAD_BYTES = 1 << 20;

  /** How long a source may send without looking at its clients, if it isn't for one slot. */
  private static final Duration AWAY = Duration.ofMillis(10);

  private static final int MOST_BATCHES = 64;

  private final Primary source;
  private final ClusterView view;
  private final Queue<Transfer> turns;
  private final Map<Primary, Semaphore> room;
  private final Deadline deadline;

  /** How many keys were in a slot when it was last looked at. */
  private final int[] keys = new int[Slots.COUNT];

  /**
   * How many batches are sent in one go. Each is a slot's and waits until the target has it on
   * disk, which takes longer on some disks than on others.
   */
  private int batchesAtOnce = 4;

  /**
   * @param transfers all from the same source
   * @param room for every target, as many permits as sources may send to it at once
   */
  SourceDrain(
      ClusterView view, List<Transfer> transfers, Map<Primary, Semaphore> room, Deadline deadline) {
    this.source = transfers.getFirst().source();
    this.view = view;
    this.turns = new ArrayDeque<>(transfers);
    this.room = room;
    this.deadline = deadline;
  }

  @Override
  public void run() {
    turns.forEach(transfer -> count(transfer.slots()));
    while (!turns.isEmpty() && !deadline.isOver()) {
      Transfer transfer = turns.remove();
      Semaphore place = Objects.requireNonNull(room.get(transfer.target()));
      place.acquireUninterruptibly();
      try {
        Slots rest = transfer.slots().minus(move(transfer.with(some(transfer.slots()))));
        if (!rest.isEmpty()) {
          turns.add(transfer.with(rest));
        }
      } finally {
        place.release();
      }
    }
  }

  private Slots some(Slots slots) {
    int[] all = slots.toArray();
    int some = 0;
    for (long sum = 0; some < Math.min(all.length, OPEN_SLOTS); some++) {
      sum += keys[all[some]];
      if (some > 0 && sum > OPEN_KEYS) {
        break;
      }
    }
    return Slots.of(IntStream.of(all).limit(some));
  }

  /**
   * Moves slots, and returns those that have their new owner. The target opens a slot before the
   * source, or clients would be sent to one that sends them back; it takes it before the source
   * lets it go, or the slot would have no owner if one of them died in between.
   */
  private Slots move(Transfer transfer) {
    String sourceId = view.engineId(source);
    String targetId = view.engineId(transfer.target());
    // An engine that doesn't know an owner takes no keys, and it learns none of what it imports.
    Slots unknown = transfer.slots().minus(view.of(transfer.target()).slotsOf(sourceId));
    transfer.target().line().assign(unknown, sourceId);
    transfer.target().line().startImporting(transfer.slots(), sourceId);
    source.line().startMigrating(transfer.slots(), targetId);
    // From here on no key is added to the source: those that it lacks are added to the target.
    count(transfer.slots());
    Slots full = transfer.slots().minus(empty(transfer.slots()));
    while (!full.isEmpty() && !deadline.isOver()) {
      Slots some = load(full);
      send(some, transfer.target());
      count(some);
      full = full.minus(empty(some));
    }
    Slots moved = transfer.slots().minus(full);
    transfer.target().line().take(moved, targetId);
    source.line().assign(moved, targetId);
    return moved;
  }

  private Slots load(Slots full) {
    int[] all = full.toArray();
    int some = 0;
    for (int sum = 0; some < all.length; some++) {
      sum += Math.min(keys[all[some]], LOOK_KEYS);
      if (some > 0 && sum > LOOK_KEYS) {
        break;
      }
    }
    return Slots.of(IntStream.of(all).limit(some));
  }

  private void send(Slots some, Primary target) {
    int[] slots = some.toArray();
    List<List<byte[]>> names = source.line().keys(some, LOOK_KEYS);
    long[] sizes = source.line().sizes(names.stream().flatMap(List::stream).toList());
    KeyBatches batches = new KeyBatches(LOAD_BYTES, batchesAtOnce);
    int next = 0;
    for (int i = 0; i < slots.length; i++) {
      for (byte[] key : names.get(i)) {
        batches.add(slots[i], key, sizes[next++]);
      }
    }
    for (List<Batch> load : batches.loads()) {
      if (!deadline.isOver()) {
        long start = System.nanoTime();
        source.line().migrate(load, target.address());
        boolean tooLong = System.nanoTime() - start > AWAY.toNanos();
        batchesAtOnce =
            tooLong ? Math.max(1, load.size() / 2) : Math.min(MOST_BATCHES, batchesAtOnce + 1);
      }
    }
  }

  private void count(Slots slots) {
    int[] numbers = slots.toArray();
    int[] counts = source.line().countKeys(slots);
    IntStream.range(0, numbers.length).forEach(i -> keys[numbers[i]] = counts[i]);
  }

  private Slots empty(Slots slots) {
    return Slots.of(IntStream.of(slots.toArray()).filter(slot -> keys[slot] == 0));
  }
}
