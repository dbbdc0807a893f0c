package io.memorydblocal.provisioning.cluster;

import static java.util.Comparator.comparingInt;

import io.memorydblocal.dataplane.Slots;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Where things go: slots to shards, nodes to availability zones. Pure functions. */
final class Placement {

  private Placement() {}

  /**
   * The slots of one of {@code shards} shards: equal shares in ascending order, where the first
   * shards get one slot more if it doesn't come out even.
   *
   * @param number counts from 1
   */
  static Slots slots(int number, int shards) {
    int share = Slots.COUNT / shards;
    int larger = Slots.COUNT % shards;
    int index = number - 1;
    int first = index * share + Math.min(index, larger);
    int size = share + (index < larger ? 1 : 0);
    return Slots.range(first, first + size - 1);
  }

  /** Slots that go from one shard to another. */
  record Move(int from, int to, Slots slots) {}

  /**
   * What has to move so that the shards 1 to {@code shards} have equal shares and all others
   * nothing. As little as possible moves: whoever has too many gives the highest ones.
   *
   * @param owned the slots of each shard by its number
   */
  static List<Move> moves(Map<Integer, Slots> owned, int shards) {
    Map<Integer, Integer> shares = shares(owned, shards);
    Deque<Map.Entry<Integer, Slots>> offers = new ArrayDeque<>();
    new TreeMap<>(owned)
        .forEach(
            (number, slots) -> {
              int surplus = slots.size() - shares.getOrDefault(number, 0);
              if (surplus > 0) {
                offers.add(Map.entry(number, slots.last(surplus)));
              }
            });
    List<Move> moves = new ArrayList<>();
    for (int number = 1; number <= shards; number++) {
      int lacking = shares.getOrDefault(number, 0) - owned.getOrDefault(number, Slots.NONE).size();
      while (lacking > 0 && !offers.isEmpty()) {
        Map.Entry<Integer, Slots> offer = offers.pop();
        Slots given = offer.getValue().last(Math.min(lacking, offer.getValue().size()));
        Slots rest = offer.getValue().minus(given);
        if (!rest.isEmpty()) {
          offers.push(Map.entry(offer.getKey(), rest));
        }
        moves.add(new Move(offer.getKey(), number, given));
        lacking -= given.size();
      }
    }
    return moves;
  }

  /** If it doesn't come out even, those that have most get one slot more. */
  private static Map<Integer, Integer> shares(Map<Integer, Slots> owned, int shards) {
    Map<Integer, Integer> shares = new HashMap<>();
    List<Integer> numbers =
        IntStream.rangeClosed(1, shards)
            .boxed()
            .sorted(
                comparingInt((Integer number) -> -owned.getOrDefault(number, Slots.NONE).size())
                    .thenComparing(number -> number))
            .toList();
    for (int i = 0; i < shards; i++) {
      shares.put(numbers.get(i), Slots.COUNT / shards + (i < Slots.COUNT % shards ? 1 : 0));
    }
    return shares;
  }

  /**
   * The zone of a node. The nodes of a shard are in different zones, and the first nodes of
   * successive shards too, as AWS spreads them.
   *
   * @param zones those that nodes may be in, at least one
   * @param shard counts from 1
   * @param node counts from 1
   */
  static String zone(List<String> zones, int shard, int node) {
    return zones.get((shard + node - 2) % zones.size());
  }
}
