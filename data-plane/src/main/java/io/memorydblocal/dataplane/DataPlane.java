package io.memorydblocal.dataplane;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs engine nodes. It knows nodes one by one and keeps no plan: the control plane looks at what
 * is desired and at what {@link #observe} shows, and asks for the difference. Every method may be
 * repeated; done twice, it changes nothing the second time.
 *
 * <p>A method that can't do its work throws a {@link DataPlaneException} whose message tells a user
 * why.
 */
public interface DataPlane extends AutoCloseable {

  /**
   * The address that a node which should listen on {@code port} would get from place {@code index}
   * of the pool. Any index is allowed; far apart ones may give the same address.
   */
  NodeAddress addressAt(long index, int port);

  /** True when nothing on this machine listens on the address, its cluster bus included. */
  boolean isFree(NodeAddress address);

  /** The binary that serves nodes which ask for this engine. */
  EngineBinary binaryFor(EngineVersion engine);

  /** The certificate that signs every node's, as PEM. */
  String caCertificate();

  /**
   * Starts the node unless it runs already, on the data of its earlier life if it had one. Returns
   * when the engine answers or is {@linkplain ObservedNode.State#LOADING reading its log}.
   *
   * @throws NodeDataLostException when the node must have data and it isn't there
   */
  void launch(NodeSpec node);

  /** True when the node has data for its first start, or has been started before. */
  boolean isSeeded(NodeSpec node);

  /**
   * Begins to write the data that a node which was never launched is to begin with.
   *
   * @throws IOException when there is no place for them
   */
  NodeSeed seed(NodeSpec node) throws IOException;

  /**
   * Writes an RDB file with the node's data. Every write is in it that the primary has acknowledged
   * before the call, and its clients don't notice.
   *
   * @param node the primary itself, or a replica of it that receives its writes
   * @throws IOException when the file can't be read, or what {@code out} throws
   */
  void save(NodeSpec node, NodeSpec primary, OutputStream out) throws IOException;

  /** Looks at the given nodes, all at the same time. The answer has an entry for each. */
  Observation observe(Collection<NodeSpec> nodes);

  /** True unless {@link #found} was tried with the binary that serves an engine, in vain. */
  boolean canFound(EngineVersion engine);

  /**
   * Starts all nodes of a new cluster as one cluster that serves, in a fraction of the time that it
   * takes to introduce them to each other. They have their users and settings, agree on the
   * topology and gossip at the {@link #steady} pace. Their directories are empty, but those of
   * primaries that were {@link #seed seeded}: they begin with these data, and their replicas
   * receive them after the return. Cut short, it leaves nodes that are good for nothing: {@link
   * #remove} them, or {@link #stop} those that were seeded.
   *
   * @return false when the engine can't do it; then nothing is left, no seed either, and {@link
   *     #canFound} says so from now on
   */
  boolean found(List<NewShard> shards);

  /** Makes the node shake hands with a peer; through it, it meets the peers of the peer. */
  void meet(NodeSpec node, NodeAddress peer);

  /** Makes the node the owner of slots that nobody owns. */
  void addSlots(NodeSpec node, Slots slots);

  /**
   * Moves hash slots with their keys while clients read and write them, those first that an
   * interrupted call left {@linkplain ObservedNode#openSlots open}, whether they are among the
   * moves or not. At every moment, also when an engine or the caller dies, a slot has one owner,
   * and every acknowledged write is where clients are led to. A primary without slots gets the
   * function libraries of one that gives it some.
   *
   * <p>Returns when all is done or when the time is over, whichever is first. What is half done by
   * then stays open, which clients don't notice but for one more redirection, and is finished by
   * the next call. Nodes of the cluster must not change places while slots are open, if it can be
   * helped: engines older than Valkey 8 don't tell their replicas which slots are.
   *
   * @param primaries the present primary of every shard
   * @param moves between any of them
   * @param atMost how long it may take, give or take the time for the largest key
   * @return the slots that are still to move or open; none when there is nothing left to do
   */
  Slots moveSlots(List<NodeSpec> primaries, List<SlotMove> moves, Duration atMost);

  /** Makes the node, which owns no slot, a replica of the primary with this engine id. */
  void replicate(NodeSpec node, String primaryId);

  /**
   * How long after a failover the same nodes can change places again. An engine that asks for votes
   * sooner takes those of its last election for new ones, and the others refuse theirs.
   */
  Duration BETWEEN_FAILOVERS = Duration.ofSeconds(5);

  /** Makes the node gossip fast, as while a cluster forms, until {@link #steady}. */
  void quicken(NodeSpec node);

  /**
   * Makes a replica that its primary serves the primary in its place: the two agree on a point
   * after which no write is acknowledged by the old one, so none is lost. Returns when the one is
   * the primary and the other its replica. All nodes of the cluster must gossip fast, and {@link
   * #BETWEEN_FAILOVERS} must have passed since the last time.
   */
  void failOver(NodeSpec replica, NodeSpec primary);

  /**
   * Makes a replica whose primary is lost the primary in its place, without asking the others. What
   * the lost one acknowledged and this one has not received is lost with it: choose the replica
   * with the highest {@linkplain ObservedNode#offset() offset}. Returns when it is the primary.
   */
  void promote(NodeSpec replica);

  /** Makes the node drop another that is no more, named by its engine id, from its table. */
  void forget(NodeSpec node, String engineId);

  /**
   * What the node bears at the moment. One that doesn't answer is given up after seconds, and keeps
   * no other method waiting meanwhile.
   */
  NodeLoad load(NodeEndpoint node);

  /** Ends the fast gossip of a node. */
  void steady(NodeSpec node);

  /**
   * Makes the node's users exactly those of the specification, in one step for its clients. Users
   * that stay keep their connections; connections of users that go are closed.
   */
  void applyUsers(NodeSpec node);

  /**
   * Gives the node the settings of the specification, now and for its next start. Its clients don't
   * notice.
   */
  void configure(NodeSpec node);

  /**
   * Ends the node's process cleanly. Its data stay for the next {@link #launch}, every acknowledged
   * write among them.
   */
  void stop(NodeSpec node);

  /** Ends the node for ever: its process, then its directory. */
  void remove(NodeSpec node);

  /**
   * Calls the listener with the id of every node whose process ends from now on, for any reason.
   */
  void onExit(Consumer<String> listener);

  /** Stops every node cleanly; their data stays for the next {@link #launch}. */
  @Override
  void close();
}
