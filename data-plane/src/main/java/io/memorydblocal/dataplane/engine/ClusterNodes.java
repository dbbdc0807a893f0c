package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.Slots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One node's view of its cluster, as {@code CLUSTER NODES} prints it.
 *
 * @param self the node that was asked
 * @param peers those it is connected to and has shaken hands with, by address
 * @param known the engine ids of all others in its table, but for those that it shakes hands with
 * @param migrating the slots it gives away, each with the engine id of the node that gets it
 * @param importing the slots it gets, each with the engine id of the node that gives it
 * @param epochs for every node it knows, by engine id, the configuration epoch: of two that claim a
 *     slot, the one with the higher epoch has it
 */
public record ClusterNodes(
    ClusterMember self,
    Map<NodeAddress, ClusterMember> peers,
    Set<String> known,
    Map<Integer, String> migrating,
    Map<Integer, String> importing,
    Map<String, Long> epochs) {

  private static final Set<String> STRANGERS = Set.of("handshake", "noaddr");

  /** Reads the reply of {@code CLUSTER NODES}. */
  static ClusterNodes parse(String reply) {
    ClusterMember self = new ClusterMember("", "", Slots.NONE);
    Map<NodeAddress, ClusterMember> peers = new HashMap<>();
    Set<String> known = new HashSet<>();
    Map<Integer, String> migrating = Map.of();
    Map<Integer, String> importing = Map.of();
    Map<String, Long> epochs = new HashMap<>();
    for (String line : reply.lines().toList()) {
      String[] field = line.split(" ", -1);
      Set<String> flags = Set.of(field[2].split(",", -1));
      ClusterMember member =
          new ClusterMember(field[0], field[3].equals("-") ? "" : field[3], slots(field));
      epochs.put(field[0], Long.valueOf(field[6]));
      if (flags.contains("myself")) {
        self = member;
        migrating = open(field, "->-");
        importing = open(field, "-<-");
        continue;
      }
      if (!flags.contains("handshake")) {
        known.add(member.engineId());
      }
      // A node of a founded cluster knows its peers before it has heard of them.
      if (!field[5].equals("0")
          && field[7].equals("connected")
          && flags.stream().noneMatch(STRANGERS::contains)) {
        peers.put(address(field[1]), member);
      }
    }
    return new ClusterNodes(self, peers, known, migrating, importing, epochs);
  }

  /** The slots that are on their way to the node that was asked, or from it. */
  public Slots open() {
    return Slots.of(
        Stream.of(migrating, importing)
            .flatMap(slots -> slots.keySet().stream())
            .mapToInt(Integer::intValue));
  }

  /** What the node takes for the slots of a peer; none when it isn't connected to it. */
  public Slots slotsOf(String engineId) {
    return peers.values().stream()
        .filter(peer -> peer.engineId().equals(engineId))
        .findAny()
        .map(ClusterMember::slots)
        .orElse(Slots.NONE);
  }

  /** Slots begin at the ninth field; those in brackets are on their way and not owned. */
  private static Slots slots(String[] field) {
    Slots slots = Slots.NONE;
    for (int i = 8; i < field.length; i++) {
      if (!field[i].startsWith("[")) {
        slots = slots.plus(Slots.parse(field[i]));
      }
    }
    return slots;
  }

  /** {@code [93->-<id>]} is a slot given away, {@code [77-<-<id>]} one that comes. */
  private static Map<Integer, String> open(String[] field, String arrow) {
    Map<Integer, String> slots = new HashMap<>();
    for (int i = 8; i < field.length; i++) {
      int at = field[i].indexOf(arrow);
      if (at > 0) {
        slots.put(
            Integer.valueOf(field[i].substring(1, at)),
            field[i].substring(at + arrow.length(), field[i].length() - 1));
      }
    }
    return slots;
  }

  /** {@code 127.77.0.1:6379@16379} or, since 7.0, {@code 127.77.0.1:6379@16379,hostname}. */
  private static NodeAddress address(String text) {
    String clients = text.substring(0, text.indexOf('@'));
    int colon = clients.lastIndexOf(':');
    return new NodeAddress(
        clients.substring(0, colon), Integer.parseInt(clients.substring(colon + 1)));
  }
}
