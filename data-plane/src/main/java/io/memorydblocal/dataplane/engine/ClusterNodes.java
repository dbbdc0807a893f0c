package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.Slots;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * One node's view of its cluster, as {@code CLUSTER NODES} prints it.
 *
 * @param self the node that was asked
 * @param peers those it is connected to and has shaken hands with, by address
 * @param known the engine ids of all others in its table, but for those that it shakes hands with
 */
record ClusterNodes(ClusterMember self, Map<NodeAddress, ClusterMember> peers, Set<String> known) {

  private static final Set<String> STRANGERS = Set.of("handshake", "noaddr");

  /** Reads the reply of {@code CLUSTER NODES}. */
  static ClusterNodes parse(String reply) {
    ClusterMember self = new ClusterMember("", "", Slots.NONE);
    Map<NodeAddress, ClusterMember> peers = new HashMap<>();
    Set<String> known = new HashSet<>();
    for (String line : reply.lines().toList()) {
      String[] field = line.split(" ", -1);
      Set<String> flags = Set.of(field[2].split(",", -1));
      ClusterMember member =
          new ClusterMember(field[0], field[3].equals("-") ? "" : field[3], slots(field));
      if (flags.contains("myself")) {
        self = member;
        continue;
      }
      if (!flags.contains("handshake")) {
        known.add(member.engineId());
      }
      if (field[7].equals("connected") && flags.stream().noneMatch(STRANGERS::contains)) {
        peers.put(address(field[1]), member);
      }
    }
    return new ClusterNodes(self, peers, known);
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

  /** {@code 127.77.0.1:6379@16379} or, since 7.0, {@code 127.77.0.1:6379@16379,hostname}. */
  private static NodeAddress address(String text) {
    String clients = text.substring(0, text.indexOf('@'));
    int colon = clients.lastIndexOf(':');
    return new NodeAddress(
        clients.substring(0, colon), Integer.parseInt(clients.substring(colon + 1)));
  }
}
