package io.memorydblocal.dataplane;

import java.util.Map;
import java.util.Set;

/**
 * What a node is at the moment of asking. Everything but {@code id} and {@code state} is empty
 * unless the node is {@link State#SERVING}.
 *
 * @param id as in its {@link NodeSpec}
 * @param state whether it runs and answers
 * @param engineId the forty hexadecimal digits by which its cluster knows it
 * @param primaryId the engine id of the primary it replicates; empty for a primary
 * @param linkUp for a replica: it has its primary's data and receives every write
 * @param slots the hash slots it owns
 * @param offset how far it is in the stream of its shard's writes, in bytes; only numbers of nodes
 *     of the same shard compare
 * @param peers its view of the peers it has shaken hands with and is connected to, by address
 * @param known the engine ids of all other nodes in its table, reachable or not
 * @param clusterOk it considers the cluster able to serve
 * @param openSlots the slots that are on their way to it or from it: {@link DataPlane#moveSlots} is
 *     not done with them
 */
public record ObservedNode(
    String id,
    State state,
    String engineId,
    String primaryId,
    boolean linkUp,
    Slots slots,
    long offset,
    Map<NodeAddress, ClusterMember> peers,
    Set<String> known,
    boolean clusterOk,
    Slots openSlots) {

  /** How far a node is from serving. */
  public enum State {
    /** No process. */
    STOPPED,
    /** A process that doesn't answer. */
    UNREACHABLE,
    /** Reading its log into memory. */
    LOADING,
    /** Answering commands. */
    SERVING
  }

  public ObservedNode {
    peers = Map.copyOf(peers);
    known = Set.copyOf(known);
  }

  /** A node of which nothing but its state is known. */
  public static ObservedNode notServing(String id, State state) {
    return new ObservedNode(
        id, state, "", "", false, Slots.NONE, 0, Map.of(), Set.of(), false, Slots.NONE);
  }

  /** What it knows itself to be, and its peers should know. */
  public ClusterMember member() {
    return new ClusterMember(engineId, primaryId, slots);
  }

  public boolean isServing() {
    return state == State.SERVING;
  }

  public boolean isPrimary() {
    return isServing() && primaryId.isEmpty();
  }

  public boolean isReplica() {
    return isServing() && !primaryId.isEmpty();
  }
}
