package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeEndpoint;
import io.memorydblocal.provisioning.metric.NodeSample;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One node of a shard: a place for an engine. Its cluster changes it. */
@Entity
public class Node {

  private static final int UUID_LENGTH = 36;

  @Id private UUID id;
  @ManyToOne private Shard shard;
  private int number;

  @Enumerated(EnumType.STRING)
  private NodeStatus status;

  private String zone;
  private String host;
  private int port;
  private String accessDigest;
  private String settingsDigest;
  private int patchLevel;
  private String nodeType;
  private String engine;
  private Instant createdAt;
  private @Nullable Instant startedAt;

  /** Names its use, from one start to the next stop of its cluster. */
  private UUID usageId;

  protected Node() {}

  Node(Shard shard, int number, String zone, NodeAddress address, Instant now) {
    this.id = UUID.randomUUID();
    this.shard = shard;
    this.number = number;
    this.status = NodeStatus.CREATING;
    this.zone = zone;
    this.host = address.host();
    this.port = address.port();
    this.accessDigest = "";
    this.settingsDigest = "";
    this.patchLevel = shard.cluster().patchLevel();
    this.nodeType = shard.cluster().storage().nodeType();
    this.engine = shard.cluster().engine().engine();
    this.createdAt = now;
    this.usageId = UUID.randomUUID();
  }

  /** Gives a node that was never started another address. */
  void moveTo(NodeAddress address) {
    host = address.host();
    port = address.port();
  }

  /**
   * Its engine ended. Which users and settings the next one has is unknown until they are applied;
   * it is started on what is installed now.
   */
  void startRecovering(int clusterPatchLevel) {
    patchLevel = clusterPatchLevel;
    status = NodeStatus.RECOVERING;
    accessDigest = "";
    settingsDigest = "";
  }

  /** What it kept on disk is gone. */
  void losesData() {
    status = NodeStatus.DATA_LOST;
  }

  /** It begins anew with nothing. */
  void rebuilds(int clusterPatchLevel) {
    startRecovering(clusterPatchLevel);
    status = NodeStatus.REBUILDING;
  }

  /** Its engine and data are gone; what it is started for next is another use of it. */
  void stops() {
    status = NodeStatus.STOPPED;
    accessDigest = "";
    settingsDigest = "";
    startedAt = null;
    usageId = UUID.randomUUID();
  }

  /** It is to be started from nothing, as what its cluster asks for now. */
  void startsAgain() {
    status = NodeStatus.CREATING;
    patchLevel = shard.cluster().patchLevel();
    nodeType = shard.cluster().storage().nodeType();
    engine = shard.cluster().engine().engine();
  }

  void leaves() {
    status = NodeStatus.DELETING;
  }

  /** Its engine was started; returns whether the node type or the engine is another than before. */
  boolean becomes(String newNodeType, String newEngine) {
    boolean changed = !nodeType.equals(newNodeType) || !engine.equals(newEngine);
    nodeType = newNodeType;
    engine = newEngine;
    return changed;
  }

  void serves(Instant now) {
    status = NodeStatus.AVAILABLE;
    if (startedAt == null) {
      startedAt = now;
    }
  }

  void knowsUsers(String digest) {
    accessDigest = digest;
  }

  void hasSettings(String digest) {
    settingsDigest = digest;
  }

  public UUID id() {
    return id;
  }

  /** Such as {@code demo-0001-001}. It stays the node's through failovers. */
  public String name() {
    return "%s-%s-%03d".formatted(shard.cluster().name(), shard.name(), number);
  }

  /** What the data plane calls it: the name, made unique for ever. */
  String dataPlaneId() {
    return name() + "-" + id;
  }

  /** The id of the node that the data plane calls so. */
  public static UUID idOf(String dataPlaneId) {
    return UUID.fromString(dataPlaneId.substring(dataPlaneId.length() - UUID_LENGTH));
  }

  int number() {
    return number;
  }

  public NodeStatus status() {
    return status;
  }

  public String zone() {
    return zone;
  }

  NodeAddress address() {
    return new NodeAddress(host, port);
  }

  /** Where the data plane finds it. */
  NodeEndpoint endpoint() {
    return new NodeEndpoint(dataPlaneId(), address(), shard.cluster().network().tlsEnabled());
  }

  /** Where users find it. */
  NodeSample.Place place() {
    Cluster cluster = shard.cluster();
    return new NodeSample.Place(cluster.scope(), cluster.name(), shard.name(), name());
  }

  /** The IP address it listens on. */
  public String host() {
    return host;
  }

  /** The port it listens on. */
  public int port() {
    return port;
  }

  /** Identifies the set of users that its engine has; empty when unknown. */
  String accessDigest() {
    return accessDigest;
  }

  /** Identifies the settings that its engine has; empty when unknown. */
  String settingsDigest() {
    return settingsDigest;
  }

  /** How many service updates its cluster had been asked to take when its engine was started. */
  int patchLevel() {
    return patchLevel;
  }

  /** True when what it acknowledged is gone from its disk, and it isn't being rebuilt yet. */
  boolean hasLostData() {
    return status == NodeStatus.DATA_LOST;
  }

  /** True when it has served and kept what it acknowledged. */
  boolean hasData() {
    return wasStarted() && status != NodeStatus.DATA_LOST && status != NodeStatus.REBUILDING;
  }

  /** By which its use is paid for; another after its cluster was stopped. */
  UUID usageId() {
    return usageId;
  }

  Shard shard() {
    return shard;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** True once its engine has served: from then on it may hold acknowledged data. */
  boolean wasStarted() {
    return startedAt != null;
  }
}
