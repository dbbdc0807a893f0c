package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeSpec;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The node tables with which the engines of a new cluster start, so that they know each other at
 * once. In them the slots of each shard belong to a phantom: a primary without an address. The
 * shard's primary is the phantom's replica, for an engine that starts as a primary refuses clients
 * for two seconds, and one that starts as a replica and is then promoted doesn't. The shard's
 * replicas replicate the primary from the beginning: that it is promoted changes nothing for them,
 * so that no news of theirs has to spread.
 */
public final class FoundingTable {

  private static final int ID_BYTES = 20;

  private final List<NewShard> shards;
  private final Map<String, String> engineIds = new HashMap<>();
  private final Map<String, String> phantoms = new HashMap<>();

  /** Draws an engine id for every node and every phantom. */
  public FoundingTable(List<NewShard> shards) {
    this.shards = List.copyOf(shards);
    SecureRandom random = new SecureRandom();
    for (NewShard shard : shards) {
      shard.nodes().forEach(node -> engineIds.put(node.id(), id(random)));
      phantoms.put(shard.primary().id(), id(random));
    }
  }

  private static String id(SecureRandom random) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** The engine ids of all phantoms. */
  public List<String> phantoms() {
    return List.copyOf(phantoms.values());
  }

  /** The table of one of the nodes. */
  String text(NodeSpec self) {
    StringBuilder table = new StringBuilder();
    int epoch = 0;
    for (NewShard shard : shards) {
      epoch++;
      String phantom = phantoms.getOrDefault(shard.primary().id(), "");
      table.append(
          "%s :0@0 master,noaddr - 0 0 %d disconnected %s\n"
              .formatted(phantom, epoch, shard.slots().toString().replace(',', ' ')));
      String primary = engineIds.getOrDefault(shard.primary().id(), "");
      for (NodeSpec node : shard.nodes()) {
        table.append(
            "%s %s:%d@%d %s %s 0 0 %d %s\n"
                .formatted(
                    engineIds.getOrDefault(node.id(), ""),
                    node.address().host(),
                    node.address().port(),
                    node.address().busPort(),
                    node.equals(self) ? "myself,slave" : "slave",
                    node.equals(shard.primary()) ? phantom : primary,
                    epoch,
                    node.equals(self) ? "connected" : "disconnected"));
      }
    }
    return table.append("vars currentEpoch %d lastVoteEpoch 0\n".formatted(epoch)).toString();
  }
}
