package io.memorydblocal.dataplane.cluster;

import io.memorydblocal.dataplane.Slots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What becomes of slots that an interrupted transfer left open. One that a node still gives away,
 * or of which another already has keys, has its transfer finished; what was taken is announced; all
 * else is closed as if nothing had begun.
 */
final class OpenSlots {

  private final ClusterView view;
  private final Slots open;

  /** How many keys of a slot each primary has. */
  private final Map<Primary, Map<Integer, Integer>> keys = new HashMap<>();

  OpenSlots(ClusterView view) {
    this.view = view;
    this.open = view.open();
    int[] slots = open.toArray();
    for (Primary primary : slots.length == 0 ? List.<Primary>of() : view.primaries()) {
      int[] counts = primary.line().countKeys(open);
      Map<Integer, Integer> bySlot = new HashMap<>();
      IntStream.range(0, slots.length).forEach(i -> bySlot.put(slots[i], counts[i]));
      keys.put(primary, bySlot);
    }
  }

  /** Closes what only has to be closed, and returns what has to be transferred. */
  List<Transfer> settle() {
    List<Transfer> unfinished = new ArrayList<>();
    for (int number : open.toArray()) {
      Slots slot = Slots.range(number, number);
      // A slot whose owner isn't there stays open until it is.
      view.owner(number)
          .ifPresent(
              owner -> {
                Optional<Primary> receiver = receiver(number, owner);
                close(number, owner, receiver);
                receiver.ifPresent(target -> unfinished.add(new Transfer(owner, target, slot)));
              });
    }
    return merged(unfinished);
  }

  private Optional<Primary> receiver(int slot, Primary owner) {
    return Optional.ofNullable(view.of(owner).migrating().get(slot))
        .flatMap(view::shardOf)
        .filter(target -> !target.equals(owner))
        .or(
            () ->
                view.primaries().stream()
                    .filter(primary -> !primary.equals(owner) && hasKeys(primary, slot))
                    .findAny());
  }

  private void close(int number, Primary owner, Optional<Primary> receiver) {
    Slots slot = Slots.range(number, number);
    for (Primary primary : view.primaries()) {
      boolean migrating = view.of(primary).migrating().containsKey(number);
      boolean importing = view.of(primary).importing().containsKey(number);
      if (primary.equals(owner)) {
        if (importing || (migrating && receiver.isEmpty())) {
          primary.line().stabilize(slot);
        }
      } else if (migrating) {
        primary.line().assign(slot, view.engineId(owner));
      } else if (importing
          && !receiver.filter(primary::equals).isPresent()
          && !hasKeys(primary, number)) {
        primary.line().stabilize(slot);
      }
    }
  }

  private boolean hasKeys(Primary primary, int slot) {
    return keys.getOrDefault(primary, Map.of()).getOrDefault(slot, 0) > 0;
  }

  private static List<Transfer> merged(List<Transfer> transfers) {
    Map<Transfer, Slots> byPair = new HashMap<>();
    transfers.forEach(
        transfer -> byPair.merge(transfer.with(Slots.NONE), transfer.slots(), Slots::plus));
    return byPair.entrySet().stream().map(pair -> pair.getKey().with(pair.getValue())).toList();
  }
}
