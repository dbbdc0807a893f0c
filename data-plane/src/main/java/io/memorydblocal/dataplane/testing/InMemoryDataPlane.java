package io.memorydblocal.dataplane.testing;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineInfo;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeDataLostException;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.dataplane.NodeLoad;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A data plane whose nodes are records in memory. It follows the rules of real engines as far as
 * the control plane can see them: introductions spread, a slot has one owner, a replica must know
 * its primary, a node is able to serve while it reaches most of the primaries.
 */
public final class InMemoryDataPlane implements DataPlane {

  /** How many slots a call moves; one more stays open when there are more. */
  public static final int SLOTS_PER_CALL = 1_000;

  /** An RDB file without keys; its checksum is left out. */
  private static final byte[] NO_DATA =
      "REDIS0010\u00ff\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<String, byte[]> seeds = new HashMap<>();
  private final List<Consumer<String>> exitListeners = new ArrayList<>();
  private final Set<NodeAddress> foreign = new HashSet<>();

  /** What primaries owned whose data were lost: their peers still know. */
  private final Map<String, Slots> lostSlots = new HashMap<>();

  private int launches;
  private boolean founds;

  private static final class Node {
    final NodeAddress address;
    final String engineId;
    final Set<String> met = new HashSet<>();
    Slots slots = Slots.NONE;

    /** The slots it gives away, each with the id of the node that gets it. */
    final Map<Integer, String> migrating = new TreeMap<>();

    String primaryId = "";
    boolean running;
    boolean steady;
    long offset;
    long usedMemory;
    long written;
    List<EngineUser> users = List.of();
    Map<String, String> settings = Map.of();

    Node(NodeAddress address, String engineId) {
      this.address = address;
      this.engineId = engineId;
    }

    Set<String> known() {
      Set<String> known = new HashSet<>(met);
      known.remove(engineId);
      return known;
    }
  }

  @Override
  public NodeAddress addressAt(long index, int port) {
    return new NodeAddress("127.77.0." + (1 + Math.floorMod(index, 250L)), port);
  }

  @Override
  public synchronized boolean isFree(NodeAddress address) {
    return !foreign.contains(address)
        && nodes.values().stream().noneMatch(n -> n.running && n.address.equals(address));
  }

  @Override
  public EngineBinary binaryFor(EngineVersion engine) {
    return new EngineBinary(Path.of("/in/memory"), "Redis", "7.0.15", "in memory");
  }

  @Override
  public String caCertificate() {
    return "in memory";
  }

  @Override
  public synchronized void launch(NodeSpec spec) {
    Node node = nodes.get(spec.id());
    if (node == null && spec.history() == NodeSpec.History.FORMED) {
      throw new NodeDataLostException("Node " + spec.id() + " has lost its data");
    }
    if (node != null && node.running) {
      return;
    }
    if (!isFree(spec.address())) {
      throw new DataPlaneException("Address already in use: " + spec.address());
    }
    if (node == null) {
      node = new Node(spec.address(), "%040x".formatted(++launches));
      nodes.put(spec.id(), node);
    }
    node.running = true;
    node.users = spec.users();
    node.settings = spec.settings();
    node.steady = spec.history() != NodeSpec.History.FORMING;
  }

  @Override
  public synchronized boolean isSeeded(NodeSpec spec) {
    return seeds.containsKey(spec.id()) || nodes.containsKey(spec.id());
  }

  @Override
  public NodeSeed seed(NodeSpec spec) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    return new NodeSeed() {
      @Override
      public OutputStream out() {
        return content;
      }

      @Override
      public void complete() {
        synchronized (InMemoryDataPlane.this) {
          seeds.put(spec.id(), content.toByteArray());
        }
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  @Override
  public void save(NodeSpec spec, NodeSpec primary, OutputStream out) throws IOException {
    byte[] data;
    synchronized (this) {
      serving(spec);
      data = seeds.getOrDefault(primary.id(), NO_DATA);
    }
    out.write(data);
  }

  @Override
  public synchronized Observation observe(Collection<NodeSpec> specs) {
    Map<String, ObservedNode> observed = new HashMap<>();
    specs.forEach(spec -> observed.put(spec.id(), observe(spec.id())));
    return new Observation(observed);
  }

  @Override
  public synchronized boolean canFound(EngineVersion engine) {
    return founds;
  }

  @Override
  public synchronized boolean found(List<NewShard> shards) {
    List<NodeSpec> all = shards.stream().flatMap(shard -> shard.nodes().stream()).toList();
    if (!founds || all.stream().anyMatch(this::isInTheWay)) {
      throw new DataPlaneException("Some of the nodes are there already, or it can't be done");
    }
    all.forEach(this::launch);
    all.forEach(spec -> meet(all.getFirst(), spec.address()));
    for (NewShard shard : shards) {
      addSlots(shard.primary(), shard.slots());
      shard.replicas().forEach(replica -> replicate(replica, serving(shard.primary()).engineId));
    }
    all.forEach(this::steady);
    return true;
  }

  private boolean isInTheWay(NodeSpec spec) {
    Node node = nodes.get(spec.id());
    return node != null && (node.running || !seeds.containsKey(spec.id()));
  }

  @Override
  public synchronized void meet(NodeSpec spec, NodeAddress peer) {
    Node node = serving(spec);
    at(peer)
        .ifPresent(
            other -> {
              Set<String> all = new HashSet<>(circle(node));
              all.addAll(circle(other));
              byEngineId(all).forEach(member -> member.met.addAll(all));
            });
  }

  @Override
  public synchronized void addSlots(NodeSpec spec, Slots slots) {
    Node node = serving(spec);
    for (Node member : byEngineId(circle(node))) {
      if (member != node && !member.slots.minus(slots).equals(member.slots)) {
        throw new DataPlaneException("ERR Slot is already busy");
      }
    }
    node.slots = node.slots.plus(slots);
  }

  @Override
  public synchronized Slots moveSlots(
      List<NodeSpec> primaries, List<SlotMove> moves, Duration atMost) {
    for (NodeSpec spec : primaries) {
      Node source = serving(spec);
      source.migrating.forEach((slot, id) -> move(slot, source, require(id)));
      source.migrating.clear();
    }
    Slots left = Slots.NONE;
    int moved = 0;
    for (SlotMove move : moves) {
      Node source = require(move.fromNodeId());
      Node target = require(move.toNodeId());
      Slots wanted = move.slots().minus(target.slots);
      left = left.plus(wanted.minus(source.slots));
      for (int slot : wanted.in(source.slots).toArray()) {
        if (moved < SLOTS_PER_CALL) {
          move(slot, source, target);
        } else {
          left = left.plus(Slots.range(slot, slot));
        }
        if (moved == SLOTS_PER_CALL) {
          source.migrating.put(slot, move.toNodeId());
        }
        moved++;
      }
    }
    return left;
  }

  private static void move(int number, Node source, Node target) {
    Slots slot = Slots.range(number, number).in(source.slots);
    source.slots = source.slots.minus(slot);
    target.slots = target.slots.plus(slot);
  }

  @Override
  public synchronized void replicate(NodeSpec spec, String primaryId) {
    Node node = serving(spec);
    if (!node.met.contains(primaryId)) {
      throw new DataPlaneException("ERR Unknown node " + primaryId);
    }
    if (!node.slots.isEmpty()) {
      throw new DataPlaneException("ERR To set a master the node must be empty");
    }
    node.primaryId = primaryId;
  }

  @Override
  public synchronized void quicken(NodeSpec spec) {
    serving(spec).steady = false;
  }

  @Override
  public synchronized void failOver(NodeSpec replica, NodeSpec primary) {
    Node node = serving(replica);
    Node former = serving(primary);
    String formerId = former.engineId;
    if (!node.primaryId.equals(formerId)) {
      return;
    }
    node.slots = former.slots;
    node.primaryId = "";
    former.slots = Slots.NONE;
    former.migrating.clear();
    former.primaryId = node.engineId;
    nodes.values().stream()
        .filter(other -> other.primaryId.equals(formerId))
        .forEach(other -> other.primaryId = node.engineId);
  }

  @Override
  public synchronized void promote(NodeSpec replica) {
    Node node = serving(replica);
    if (node.primaryId.isEmpty()) {
      return;
    }
    String lostId = node.primaryId;
    Slots slots = lostSlots.getOrDefault(lostId, Slots.NONE);
    for (Node other : nodes.values()) {
      if (other.engineId.equals(lostId)) {
        slots = other.slots;
        other.slots = Slots.NONE;
      }
    }
    lostSlots.remove(lostId);
    node.slots = slots;
    node.primaryId = "";
    nodes.values().stream()
        .filter(other -> other.primaryId.equals(lostId))
        .forEach(other -> other.primaryId = node.engineId);
  }

  @Override
  public synchronized void forget(NodeSpec spec, String engineId) {
    serving(spec).met.remove(engineId);
  }

  @Override
  public synchronized NodeLoad load(NodeEndpoint endpoint) {
    Node node = serving(endpoint.id());
    return NodeLoad.of(
        endpoint.id(),
        EngineInfo.parse(
            List.of(
                """
                role:%s
                run_id:%s
                master_replid:%2$s
                used_memory:%d
                aof_current_size:%d
                """
                    .formatted(
                        node.slots.isEmpty() ? "slave" : "master",
                        node.engineId,
                        node.usedMemory,
                        node.written))));
  }

  @Override
  public synchronized void steady(NodeSpec spec) {
    serving(spec).steady = true;
  }

  @Override
  public synchronized void applyUsers(NodeSpec spec) {
    serving(spec).users = spec.users();
  }

  @Override
  public synchronized void configure(NodeSpec spec) {
    serving(spec).settings = spec.settings();
  }

  @Override
  public void stop(NodeSpec spec) {
    boolean ran;
    synchronized (this) {
      Node node = nodes.get(spec.id());
      ran = node != null && node.running;
      if (node != null) {
        node.running = false;
      }
    }
    if (ran) {
      exitListeners.forEach(listener -> listener.accept(spec.id()));
    }
  }

  @Override
  public synchronized void remove(NodeSpec spec) {
    nodes.remove(spec.id());
    seeds.remove(spec.id());
  }

  @Override
  public synchronized void onExit(Consumer<String> listener) {
    exitListeners.add(listener);
  }

  @Override
  public synchronized void close() {
    nodes.values().forEach(node -> node.running = false);
  }

  /** Ends a node's process, as a crash would. */
  public void kill(String id) {
    synchronized (this) {
      require(id).running = false;
    }
    exitListeners.forEach(listener -> listener.accept(id));
  }

  /** Ends a node and loses what it kept on disk. */
  public void destroy(String id) {
    synchronized (this) {
      Node node = require(id);
      if (!node.slots.isEmpty()) {
        lostSlots.put(node.engineId, node.slots);
      }
      nodes.remove(id);
      seeds.remove(id);
    }
    exitListeners.forEach(listener -> listener.accept(id));
  }

  /** Says how far a node is in the stream of writes. */
  public synchronized void setOffset(String id, long offset) {
    require(id).offset = offset;
  }

  /** Says how much memory a node's data take. */
  public synchronized void setUsedMemory(String id, long bytes) {
    require(id).usedMemory = bytes;
  }

  /** Has a node write to its log. */
  public synchronized void write(String id, long bytes) {
    require(id).written += bytes;
  }

  /** Makes it found clusters, or not. */
  public synchronized void founds(boolean able) {
    founds = able;
  }

  /** Makes something that is no node listen on an address. */
  public synchronized void occupy(NodeAddress address) {
    foreign.add(address);
  }

  /** The ids of all nodes that run. */
  public synchronized Set<String> running() {
    Set<String> ids = new HashSet<>();
    nodes.forEach(
        (id, node) -> {
          if (node.running) {
            ids.add(id);
          }
        });
    return ids;
  }

  /** The ids of all nodes that have data, running or not. */
  public synchronized Set<String> known() {
    return Set.copyOf(nodes.keySet());
  }

  /** How often a process was started on empty data. */
  public synchronized int launches() {
    return launches;
  }

  /** The users a node was given last. */
  public synchronized List<EngineUser> users(String id) {
    return require(id).users;
  }

  /** The settings a node was given last. */
  public synchronized Map<String, String> settings(String id) {
    return require(id).settings;
  }

  /** True when a node has left the fast gossip of a cluster that forms. */
  public synchronized boolean isSteady(String id) {
    return require(id).steady;
  }

  private ObservedNode observe(String id) {
    Node node = nodes.get(id);
    if (node == null || !node.running) {
      return ObservedNode.notServing(id, ObservedNode.State.STOPPED);
    }
    Map<NodeAddress, ClusterMember> peers = new HashMap<>();
    long primaries = node.met.stream().filter(lostSlots::containsKey).count();
    long reachable = 0;
    boolean primaryRuns = false;
    for (Node member : byEngineId(circle(node))) {
      if (!member.slots.isEmpty()) {
        primaries++;
        reachable += member.running ? 1 : 0;
      }
      primaryRuns |= member.running && member.engineId.equals(node.primaryId);
      if (member != node && member.running) {
        peers.put(
            member.address, new ClusterMember(member.engineId, member.primaryId, member.slots));
      }
    }
    return new ObservedNode(
        id,
        ObservedNode.State.SERVING,
        node.engineId,
        node.primaryId,
        primaryRuns,
        node.slots,
        node.offset,
        peers,
        node.known(),
        reachable >= primaries / 2 + 1,
        openSlots(id));
  }

  private Slots openSlots(String id) {
    Slots open = Slots.NONE;
    for (Map.Entry<String, Node> source : nodes.entrySet()) {
      open =
          open.plus(
              Slots.of(
                  source.getValue().migrating.entrySet().stream()
                      .filter(slot -> source.getKey().equals(id) || slot.getValue().equals(id))
                      .mapToInt(Map.Entry::getKey)));
    }
    return open;
  }

  private Node serving(NodeSpec spec) {
    return serving(spec.id());
  }

  private Node serving(String id) {
    Node node = nodes.get(id);
    if (node == null || !node.running) {
      throw new DataPlaneException("Node " + id + " doesn't run");
    }
    return node;
  }

  private Node require(String id) {
    return Optional.ofNullable(nodes.get(id)).orElseThrow();
  }

  private Optional<Node> at(NodeAddress address) {
    return nodes.values().stream().filter(n -> n.running && n.address.equals(address)).findFirst();
  }

  private static Set<String> circle(Node node) {
    Set<String> circle = new HashSet<>(node.met);
    circle.add(node.engineId);
    return circle;
  }

  private List<Node> byEngineId(Set<String> ids) {
    return nodes.values().stream().filter(node -> ids.contains(node.engineId)).toList();
  }
}
