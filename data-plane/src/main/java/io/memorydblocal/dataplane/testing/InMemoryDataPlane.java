package io.memorydblocal.dataplane.testing;

import io.memorydblocal.dataplane.ClusterMember;
import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeDataLostException;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.Slots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
 * its primary, a cluster is able to serve when all its slots are owned.
 */
public final class InMemoryDataPlane implements DataPlane {

  /** An RDB file without keys; its checksum is left out. */
  private static final byte[] NO_DATA =
      "REDIS0010\u00ff\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

  private final Map<String, Node> nodes = new TreeMap<>();
  private final Map<String, byte[]> seeds = new HashMap<>();
  private final List<Consumer<String>> exitListeners = new ArrayList<>();
  private final Set<NodeAddress> foreign = new HashSet<>();
  private int launches;

  private static final class Node {
    final NodeAddress address;
    final String engineId;
    final Set<String> met = new HashSet<>();
    Slots slots = Slots.NONE;
    String primaryId = "";
    boolean running;
    boolean steady;
    List<EngineUser> users = List.of();
    Map<String, String> settings = Map.of();

    Node(NodeAddress address, String engineId) {
      this.address = address;
      this.engineId = engineId;
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
    node.steady = spec.history() == NodeSpec.History.FORMED;
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
    former.primaryId = node.engineId;
    nodes.values().stream()
        .filter(other -> other.primaryId.equals(formerId))
        .forEach(other -> other.primaryId = node.engineId);
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
      nodes.remove(id);
      seeds.remove(id);
    }
    exitListeners.forEach(listener -> listener.accept(id));
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
    Slots owned = Slots.NONE;
    boolean primaryRuns = false;
    for (Node member : byEngineId(circle(node))) {
      owned = owned.plus(member.slots);
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
        peers,
        owned.equals(Slots.ALL));
  }

  private Node serving(NodeSpec spec) {
    Node node = nodes.get(spec.id());
    if (node == null || !node.running) {
      throw new DataPlaneException("Node " + spec.id() + " doesn't run");
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
