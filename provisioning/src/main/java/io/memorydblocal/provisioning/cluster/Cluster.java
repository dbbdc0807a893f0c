package io.memorydblocal.provisioning.cluster;

import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.provisioning.Arn;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceType;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.AccessDigest;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.catalog.EngineRelease;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterBecameAvailable;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterCreationFailed;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterDeleted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterInTrouble;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterModified;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterParametersChanged;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterRestoreFailed;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStartFailed;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStarting;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterStopped;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterUpdateStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ClusterUpdated;
import io.memorydblocal.provisioning.cluster.ClusterEvents.FailoverCalled;
import io.memorydblocal.provisioning.cluster.ClusterEvents.FailoverCompleted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.FailoverStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.FormerPrimaryRecovered;
import io.memorydblocal.provisioning.cluster.ClusterEvents.FormerPrimaryRecovers;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeChanged;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeDataLost;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeRebuildStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeRecovered;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeRecoveryStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStarted;
import io.memorydblocal.provisioning.cluster.ClusterEvents.NodeStopped;
import io.memorydblocal.provisioning.cluster.ClusterEvents.ShardLost;
import io.memorydblocal.provisioning.cluster.ClusterEvents.UsedNode;
import io.memorydblocal.provisioning.cluster.ClusterMeasured.MeasuredNode;
import io.memorydblocal.provisioning.parameter.ParameterGroup;
import io.memorydblocal.provisioning.reconcile.Reconcilable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.AbstractAggregateRoot;

/**
 * A cluster: what was asked for, and how far it has come. Every change of its state, and of that of
 * its shards and nodes, is a method here.
 */
@Entity
public class Cluster extends AbstractAggregateRoot<Cluster> implements Reconcilable {

  private static final Duration BETWEEN_MEASUREMENTS = Duration.ofMinutes(1);

  @Id private UUID id;
  @Version private @Nullable Long version;
  @Embedded private Scope scope;
  private String name;
  private String arn;
  private @Nullable String description;

  @Enumerated(EnumType.STRING)
  private ClusterStatus status;

  private @Nullable String trouble;
  @Embedded private Layout layout;
  @Embedded private EngineRelease engine;
  @Embedded private Storage storage;
  @Embedded private Network network;
  @Embedded private Upkeep upkeep;

  @ManyToOne(fetch = FetchType.LAZY)
  private ParameterGroup parameterGroup;

  @Enumerated(EnumType.STRING)
  private ParameterGroupStatus parameterGroupStatus;

  @Enumerated(EnumType.STRING)
  private SecurityGroupStatus securityGroupStatus;

  @ManyToOne(fetch = FetchType.LAZY)
  private Acl acl;

  private @Nullable String formerAclName;
  private @Nullable String multiRegionClusterName;

  @OneToMany(mappedBy = "cluster", cascade = CascadeType.ALL, orphanRemoval = true)
  private Set<Shard> shards = new HashSet<>();

  @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
  @JoinColumn(name = "cluster_id", nullable = false)
  private Set<AppliedServiceUpdate> serviceUpdates = new HashSet<>();

  /** None for a cluster that began without data. */
  @Embedded private @Nullable Restore restore;

  private int patchLevel;

  /** What to tell users when the change that is under way has reached all nodes. */
  private List<String> modifications = new ArrayList<>();

  /** How many slots a change moves in all, and how many of them are still to move. */
  private int slotsToMove;

  private int slotsLeft;
  private Instant createdAt;

  /** When its engines' counters were read; none when they have to be at once. */
  private @Nullable Instant measuredAt;

  @Transient private boolean ended;

  protected Cluster() {}

  /** A new cluster, to be made available. */
  public static Cluster requested(
      Scope scope,
      String name,
      @Nullable String description,
      Layout layout,
      EngineRelease engine,
      Storage storage,
      Network network,
      Upkeep upkeep,
      ParameterGroup parameterGroup,
      Acl acl,
      Instant now) {
    Cluster cluster = new Cluster();
    cluster.id = UUID.randomUUID();
    cluster.scope = scope;
    cluster.name = name;
    cluster.arn = Arn.of(scope, ResourceType.CLUSTER, name);
    cluster.description = description;
    cluster.status = ClusterStatus.CREATING;
    cluster.layout = layout;
    cluster.engine = engine;
    cluster.storage = storage;
    cluster.network = network;
    cluster.securityGroupStatus = SecurityGroupStatus.ACTIVE;
    cluster.upkeep = upkeep;
    cluster.parameterGroup = parameterGroup;
    cluster.parameterGroupStatus = ParameterGroupStatus.IN_SYNC;
    cluster.acl = acl;
    cluster.createdAt = now;
    return cluster;
  }

  /**
   * Begins to delete the cluster.
   *
   * @throws MemoryDbException InvalidClusterStateFault while it is created, changed or already
   *     deleted; but a change that can't be finished doesn't keep it from being deleted
   */
  public void startDeleting() {
    boolean stuck = status == ClusterStatus.UPDATING && trouble != null;
    boolean broken =
        status == ClusterStatus.CREATE_FAILED
            || status == ClusterStatus.RESTORE_FAILED
            || status == ClusterStatus.DEGRADED
            || status == ClusterStatus.STOPPED;
    if (!broken && !stuck) {
      requireAvailable("deletion");
    }
    status = status.to(ClusterStatus.DELETING);
    trouble = null;
    measuredAt = null;
  }

  /**
   * Does nothing for an available cluster.
   *
   * @param purpose what it would be needed for
   * @throws MemoryDbException InvalidClusterStateFault for any other
   */
  public void requireAvailable(String purpose) {
    if (status != ClusterStatus.AVAILABLE) {
      throw new MemoryDbException(
          Fault.INVALID_CLUSTER_STATE,
          "Cluster %s has status %s which is not valid for %s."
              .formatted(name, status.wireName(), purpose));
    }
  }

  /** Says something else about the cluster. */
  public void describeAs(String text) {
    description = text;
  }

  /** Looks after the cluster in another way from now on. */
  public void maintain(Upkeep newUpkeep) {
    upkeep = newUpkeep;
  }

  /** Puts the cluster into other security groups. */
  public void useSecurityGroups(List<String> ids) {
    if (!ids.equals(network.securityGroupIds())) {
      network = network.withSecurityGroups(ids);
      securityGroupStatus = SecurityGroupStatus.MODIFYING;
    }
  }

  /** The security groups are those of its nodes. */
  void securityGroupsSettled() {
    securityGroupStatus = SecurityGroupStatus.ACTIVE;
  }

  /**
   * Gives the cluster another access control list; it is available again once all nodes have it.
   */
  public void useAcl(Acl list, Instant now) {
    if (!list.id().equals(acl.id())) {
      formerAclName = acl.name();
      acl = list;
      if (status != ClusterStatus.UPDATING) {
        status = status.to(ClusterStatus.UPDATING);
        registerEvent(new ClusterUpdateStarted(scope, name, now));
      }
    }
  }

  /** Gives the cluster another parameter group. */
  public void useParameterGroup(ParameterGroup group) {
    if (!group.id().equals(parameterGroup.id())) {
      parameterGroup = group;
      parametersChange();
    }
  }

  /** Its parameter group has other values: its nodes have to get them. */
  public void parametersChange() {
    parameterGroupStatus = ParameterGroupStatus.APPLYING;
  }

  void nodeHasSettings(UUID nodeId, String digest) {
    node(nodeId).hasSettings(digest);
  }

  /** Every node has the values of the parameter group. */
  void parametersApplied(Instant now) {
    parameterGroupStatus = ParameterGroupStatus.IN_SYNC;
    registerEvent(new ClusterParametersChanged(scope, name, now));
  }

  /** Every change has reached every node. */
  void updated(Instant now) {
    status = status.to(ClusterStatus.AVAILABLE);
    formerAclName = null;
    trouble = null;
    slotsToMove = 0;
    slotsLeft = 0;
    modifications.forEach(text -> registerEvent(new ClusterModified(scope, name, text, now)));
    modifications = new ArrayList<>();
    registerEvent(new ClusterUpdated(scope, name, now));
  }

  /**
   * Begins to give the cluster another number of shards or replicas. Until every node and slot is
   * in its place the cluster is being updated, and serves.
   */
  public void resize(Layout newLayout, Instant now) {
    modify(
        "Modified number of nodes from %d to %d".formatted(layout.nodes(), newLayout.nodes()), now);
    layout = newLayout;
  }

  /** Begins to move its nodes to another node type, one after the other. */
  public void scale(String nodeType, Instant now) {
    modify("Succeeded applying modification to node type to %s.".formatted(nodeType), now);
    storage = new Storage(nodeType, storage.dataTiering(), storage.kmsKeyId());
    patchLevel++;
  }

  /** Begins to run its nodes, one after the other, on another engine. */
  public void upgrade(EngineRelease release, ParameterGroup group, Instant now) {
    modify(
        "Engine upgrade to %s %s completed".formatted(release.engine(), release.engineVersion()),
        now);
    engine = release;
    useParameterGroup(group);
    patchLevel++;
  }

  private void modify(String completed, Instant now) {
    if (status != ClusterStatus.UPDATING) {
      status = status.to(ClusterStatus.UPDATING);
      registerEvent(new ClusterUpdateStarted(scope, name, now));
    }
    modifications = new ArrayList<>(modifications);
    modifications.add(completed);
  }

  /** True while shards, replicas, node type or engine change. */
  boolean isModified() {
    return !modifications.isEmpty();
  }

  /** How much of the slots that move have moved, in percent; empty while none move. */
  public OptionalDouble reshardingProgress() {
    return slotsToMove == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * (slotsToMove - slotsLeft) / slotsToMove);
  }

  /** Shards own other slots than before, and so many are still to move. */
  void slotsMoved(Map<Integer, Slots> byShard, int left) {
    int before = 0;
    for (Shard shard : shards) {
      Slots owned = byShard.getOrDefault(shard.number(), shard.slots());
      before += shard.slots().minus(owned).size();
      shard.serves(owned);
    }
    slotsToMove = Math.max(slotsToMove, left + before);
    slotsLeft = left;
  }

  /**
   * Begins to make a replica of a shard its primary.
   *
   * @throws MemoryDbException ShardNotFoundFault, TestFailoverNotAvailableFault for a shard without
   *     replica, InvalidClusterStateFault unless it is available and nothing fails over
   */
  public void startFailover(String shardName, Instant now) {
    requireAvailable("failover");
    Shard shard =
        shards.stream()
            .filter(each -> each.name().equals(shardName))
            .findFirst()
            .orElseThrow(
                () ->
                    new MemoryDbException(
                        Fault.SHARD_NOT_FOUND,
                        "Shard %s of cluster %s not found.".formatted(shardName, name)));
    if (layout.replicasPerShard() == 0) {
      throw new MemoryDbException(
          Fault.TEST_FAILOVER_NOT_AVAILABLE,
          "Shard %s of cluster %s has no replica to fail over to.".formatted(shardName, name));
    }
    for (Shard other : shards) {
      if (other.failover() != null) {
        throw new MemoryDbException(
            Fault.INVALID_CLUSTER_STATE,
            "Shard %s of cluster %s is still failing over.".formatted(other.name(), name));
      }
    }
    shard.failover(Failover.REQUESTED, null);
    registerEvent(new FailoverCalled(scope, name, shardName, now));
  }

  void failoverStarted(UUID shardId, UUID replicaId, Instant now) {
    Shard shard = shard(shardId);
    shard.failover(Failover.STARTED, replicaId);
    registerEvent(new FailoverStarted(scope, name, shard.name(), now));
  }

  void failedOver(UUID shardId, UUID replicaId, UUID formerPrimaryId, Instant now) {
    shard(shardId).failedOver(formerPrimaryId, now);
    registerEvent(new FailoverCompleted(scope, name, node(replicaId).name(), now));
    registerEvent(new FormerPrimaryRecovers(scope, name, node(formerPrimaryId).name(), now));
  }

  void failoverEnded(UUID shardId, UUID formerPrimaryId, Instant now) {
    shard(shardId).failover(null, null);
    registerEvent(new FormerPrimaryRecovered(scope, name, node(formerPrimaryId).name(), now));
  }

  private Shard shard(UUID shardId) {
    return shards.stream().filter(shard -> shard.id().equals(shardId)).findFirst().orElseThrow();
  }

  /** Makes a new cluster a member of a multi-Region cluster of its account. */
  public void join(String multiRegionCluster) {
    multiRegionClusterName = multiRegionCluster;
  }

  /** The multi-Region cluster that it is a member of, if any. */
  public @Nullable String multiRegionClusterName() {
    return multiRegionClusterName;
  }

  /**
   * Keeps it as it is while a snapshot of it is taken.
   *
   * @throws MemoryDbException InvalidClusterStateFault unless it is available
   */
  public void startSnapshot() {
    requireAvailable("a snapshot");
    status = status.to(ClusterStatus.SNAPSHOTTING);
  }

  /**
   * Begins to delete the cluster, once a last snapshot of it has been taken.
   *
   * @throws MemoryDbException InvalidClusterStateFault unless it is available: in any other state
   *     there is nothing to take a snapshot of
   */
  public void startFinalSnapshot() {
    requireAvailable("deletion with a final snapshot");
    status = status.to(ClusterStatus.FINAL_SNAPSHOT);
    trouble = null;
  }

  /**
   * Begins to stop the cluster: its users are logged out, a snapshot of it is taken, and its nodes
   * go. Their names and addresses stay.
   *
   * @throws MemoryDbException InvalidClusterStateFault unless it is available
   */
  public void startStopping() {
    requireAvailable("being stopped");
    status = status.to(ClusterStatus.STOP_SNAPSHOT);
    trouble = null;
  }

  /** All of its nodes are gone. */
  void stopped(Instant now) {
    status = status.to(ClusterStatus.STOPPED);
    registerEvent(
        new ClusterStopped(
            scope, name, id, layout.nodes(), storage.nodeType(), engine.engine(), now));
  }

  /**
   * Begins to start a stopped cluster with the data that it had when it was stopped.
   *
   * @throws MemoryDbException InvalidClusterStateFault unless it is stopped
   */
  public void start(Instant now) {
    status = status.to(ClusterStatus.STARTING);
    trouble = null;
    nodes().forEach(Node::startsAgain);
    registerEvent(
        new ClusterStarting(scope, name, id, Objects.requireNonNull(restore).source(), now));
  }

  /** The snapshot is taken: what was put off until then goes on. */
  public void snapshotTaken() {
    measuredAt = status.takesLastSnapshot() ? null : measuredAt;
    status =
        status.to(
            switch (status) {
              case FINAL_SNAPSHOT -> ClusterStatus.DELETING;
              case STOP_SNAPSHOT -> ClusterStatus.STOPPING;
              default -> ClusterStatus.AVAILABLE;
            });
  }

  /** The snapshot couldn't be taken. A cluster isn't deleted without the last one asked for. */
  public void snapshotFailed() {
    status = status.to(ClusterStatus.AVAILABLE);
  }

  /**
   * Begins to apply a service update to every node.
   *
   * @throws MemoryDbException InvalidClusterStateFault unless the cluster is available,
   *     InvalidParameterValueException when it was asked to take the update before
   */
  public void startServiceUpdate(String updateName) {
    requireAvailable("a service update");
    if (serviceUpdates.stream().anyMatch(update -> update.name().equals(updateName))) {
      throw new MemoryDbException(
          Fault.INVALID_PARAMETER_VALUE,
          "Service update %s is applied to cluster %s already.".formatted(updateName, name));
    }
    patchLevel++;
    serviceUpdates.add(new AppliedServiceUpdate(updateName, patchLevel));
  }

  /** Every node has all service updates that were asked for. */
  void serviceUpdatesApplied(Instant now) {
    serviceUpdatesInProgress().forEach(update -> update.complete(now));
  }

  /** The nodes that have to be restarted to have all service updates that were asked for. */
  List<Node> outdatedNodes() {
    return nodes().stream().filter(this::isOutdated).toList();
  }

  boolean isOutdated(Node node) {
    return node.patchLevel() < patchLevel;
  }

  /** True when shards or nodes of the layout have no place yet. */
  boolean lacksNodes() {
    return status.wantsNodes()
        && (shards.stream().filter(shard -> shard.number() <= layout.shards()).count()
                < layout.shards()
            || shards.stream()
                .anyMatch(
                    shard ->
                        shard.number() <= layout.shards()
                            && shard.nodes().size() < layout.nodesPerShard()));
  }

  /** True when it has no shard and no node that the layout doesn't have. */
  boolean fitsLayout() {
    return shards.stream()
        .allMatch(
            shard ->
                shard.number() <= layout.shards()
                    && shard.nodes().size() <= layout.nodesPerShard());
  }

  /** Gives every shard and node of the layout that has no place yet one. */
  void placeNodes(List<String> zones, Supplier<NodeAddress> addresses, Instant now) {
    for (int number = 1; number <= layout.shards(); number++) {
      Shard shard = shard(number);
      while (shard.nodes().size() < layout.nodesPerShard()) {
        shard.add(zones, addresses.get(), now);
      }
    }
  }

  /** Another address for a node that was never started, because someone else took its own. */
  void moveNode(UUID nodeId, NodeAddress address) {
    node(nodeId).moveTo(address);
  }

  void nodeDied(UUID nodeId, Instant now) {
    Node node = node(nodeId);
    node.startRecovering(patchLevel);
    registerEvent(new NodeRecoveryStarted(scope, name, node.name(), now));
  }

  /** A node can't be started again on what it acknowledged. */
  void nodeLostData(UUID nodeId, String reason, Instant now) {
    Node node = node(nodeId);
    node.losesData();
    registerEvent(new NodeDataLost(scope, name, node.name(), reason, now));
  }

  /** A replica took the place of a primary that is lost. */
  void primaryReplaced(UUID shardId, Instant now) {
    Shard shard = shard(shardId);
    shard
        .successor()
        .ifPresent(node -> registerEvent(new FailoverCompleted(scope, name, node.name(), now)));
    shard.failover(null, null);
  }

  /** A replica was chosen to take the place of a primary that is lost. */
  void successorChosen(UUID shardId, UUID replicaId, Instant now) {
    Shard shard = shard(shardId);
    shard.failover(null, replicaId);
    registerEvent(new FailoverStarted(scope, name, shard.name(), now));
  }

  /** A node that lost its data is built anew. */
  void nodeRebuilds(UUID nodeId, Instant now) {
    Node node = node(nodeId);
    node.rebuilds(patchLevel);
    registerEvent(new NodeRebuildStarted(scope, name, node.name(), now));
  }

  /** No node of a shard has kept its data. The cluster says so and serves the other shards. */
  void shardLost(UUID shardId, Instant now) {
    Shard shard = shard(shardId);
    shard.lose();
    status = status == ClusterStatus.DEGRADED ? status : status.to(ClusterStatus.DEGRADED);
    trouble = "Shard %s is lost: none of its nodes has kept its data.".formatted(shard.name());
    registerEvent(new ShardLost(scope, name, shard.name(), now));
  }

  /** A node is not needed any more. */
  void nodeLeaves(UUID nodeId) {
    node(nodeId).leaves();
    measuredAt = null;
  }

  /** A node's engine serves, for the first time or again. */
  void nodeServes(UUID nodeId, Instant now) {
    Node node = node(nodeId);
    UsedNode used =
        new UsedNode(
            node.usageId(),
            node.shard().name(),
            node.name(),
            storage.nodeType(),
            engine.engine(),
            node.zone());
    if (node.wasStarted()) {
      registerEvent(new NodeRecovered(scope, name, node.name(), now));
      if (node.becomes(used.type(), used.engine())) {
        registerEvent(new NodeChanged(scope, name, used, now));
      }
    } else {
      registerEvent(new NodeStarted(scope, name, used, now));
    }
    node.serves(now);
  }

  /**
   * All of its nodes were started together, with users and settings of these digests. It serves,
   * but for one whose replicas have to receive what it begins with.
   */
  void founded(String accessDigest, String settingsDigest, Instant now) {
    for (Node node : nodes()) {
      node.knowsUsers(accessDigest);
      node.hasSettings(settingsDigest);
      nodeServes(node.id(), now);
    }
    if (restore == null) {
      becomeAvailable(now);
    }
  }

  void nodeKnowsUsers(UUID nodeId, String digest) {
    node(nodeId).knowsUsers(digest);
  }

  /** A node of a cluster that is being stopped has no engine and no files any more. */
  void nodeStopped(UUID nodeId, Instant now) {
    Node node = node(nodeId);
    tellStopped(node, now);
    node.stops();
  }

  private void tellStopped(Node node, Instant now) {
    if (node.wasStarted()) {
      registerEvent(new NodeStopped(scope, name, node.usageId(), node.name(), now));
    }
  }

  void nodeRemoved(UUID nodeId, Instant now) {
    Node node = node(nodeId);
    tellStopped(node, now);
    shards.forEach(shard -> shard.remove(node));
    shards.removeIf(shard -> shard.number() > layout.shards() && shard.allNodes().isEmpty());
  }

  void becomeAvailable(Instant now) {
    registerEvent(
        status == ClusterStatus.STARTING
            ? new ClusterStarted(scope, name, now)
            : new ClusterBecameAvailable(scope, name, now));
    status = status.to(ClusterStatus.AVAILABLE);
    trouble = null;
    measuredAt = now;
  }

  /** True when its engines' counters have to be read. */
  boolean isMeasurementDue(Instant now) {
    boolean due = measuredAt == null || !now.isBefore(measuredAt.plus(BETWEEN_MEASUREMENTS));
    return due
        && !status.isForming()
        && (status.wantsNodes() || measuredAt == null)
        && !measurableNodes().isEmpty();
  }

  /** Those that have counters worth reading. */
  List<Node> measurableNodes() {
    return allNodes().stream().filter(Node::hasData).toList();
  }

  /** Its engines' counters were read. */
  void measured(List<MeasuredNode> nodes, Instant now) {
    measuredAt = now;
    registerEvent(new ClusterMeasured(scope, id, name, engine.engine(), nodes, now));
  }

  /** Has a cluster begin with data that are there already, when it is created or started. */
  public void restoreFrom(Restore source) {
    restore = source;
  }

  /** What its first data were, if it had any. */
  public @Nullable Restore restore() {
    return restore;
  }

  /** Gives up restoring it, for a reason that a user can read. */
  void restoreFailed(String reason, Instant now) {
    if (status == ClusterStatus.STARTING) {
      startFailed(reason, now);
      return;
    }
    status = status.to(ClusterStatus.RESTORE_FAILED);
    trouble = reason;
    String source = restore == null ? name : restore.source();
    for (Shard shard : shards()) {
      String node = shard.nodes().getFirst().name();
      registerEvent(new ClusterRestoreFailed(scope, name, source, node, reason, now));
    }
  }

  /** Gives up starting it for now: it is stopped as before, and says why. */
  void startFailed(String reason, Instant now) {
    status = status.to(ClusterStatus.STOPPING);
    trouble = reason;
    registerEvent(new ClusterStartFailed(scope, name, reason, now));
  }

  /** Gives up creating it, for a reason that a user can read. */
  void creationFailed(String reason, Instant now) {
    if (restore != null && !shards.isEmpty()) {
      restoreFailed(reason, now);
      return;
    }
    status = status.to(ClusterStatus.CREATE_FAILED);
    trouble = reason;
    registerEvent(new ClusterCreationFailed(scope, name, reason, now));
  }

  /** Remembers what is wrong; tells of it once, however long it lasts. */
  void troubled(String reason, Instant now) {
    if (!reason.equals(trouble)) {
      trouble = reason;
      registerEvent(new ClusterInTrouble(scope, name, reason, now));
    }
  }

  void troubleEnded() {
    trouble = null;
  }

  /** Ends it: its nodes are gone. */
  void deleted(Instant now) {
    ended = true;
    registerEvent(new ClusterDeleted(scope, name, arn, now));
  }

  boolean hasEnded() {
    return ended;
  }

  /** What its nodes have been through, for launching them. */
  History history(Node node) {
    if (status.isForming()) {
      return History.FORMING;
    }
    return node.hasData() ? History.FORMED : History.JOINING;
  }

  /**
   * Does nothing when its engine understands all that the users of an access control list need.
   *
   * @throws MemoryDbException InvalidParameterCombinationException when it is too old
   */
  public void requireEngineFor(Acl list) {
    engine.requireAtLeast(list.minimumEngineVersion(), "ACL " + list.name());
  }

  int patchLevel() {
    return patchLevel;
  }

  private Shard shard(int number) {
    return shards.stream()
        .filter(shard -> shard.number() == number)
        .findFirst()
        .orElseGet(
            () -> {
              // A shard that joins later gets its slots from the others.
              Slots slots =
                  status == ClusterStatus.CREATING
                      ? Placement.slots(number, layout.shards())
                      : Slots.NONE;
              Shard shard = new Shard(this, number, slots);
              shards.add(shard);
              return shard;
            });
  }

  private Node node(UUID nodeId) {
    return allNodes().stream().filter(node -> node.id().equals(nodeId)).findFirst().orElseThrow();
  }

  @Override
  public UUID id() {
    return id;
  }

  @Override
  public String reconciler() {
    return ClusterReconciler.NAME;
  }

  @Override
  public long version() {
    return version == null ? 0 : version;
  }

  public Scope scope() {
    return scope;
  }

  public String name() {
    return name;
  }

  public String arn() {
    return arn;
  }

  public @Nullable String description() {
    return description;
  }

  public ClusterStatus status() {
    return status;
  }

  /** Why it isn't what it should be, if so. */
  public @Nullable String trouble() {
    return trouble;
  }

  public Layout layout() {
    return layout;
  }

  public EngineRelease engine() {
    return engine;
  }

  public Storage storage() {
    return storage;
  }

  public Network network() {
    return network;
  }

  public Upkeep upkeep() {
    return upkeep;
  }

  public ParameterGroup parameterGroup() {
    return parameterGroup;
  }

  public ParameterGroupStatus parameterGroupStatus() {
    return parameterGroupStatus;
  }

  public Acl acl() {
    return acl;
  }

  /** The access control list that not every node has left yet, while another takes its place. */
  public @Nullable String formerAclName() {
    return formerAclName;
  }

  public SecurityGroupStatus securityGroupStatus() {
    return securityGroupStatus;
  }

  public Instant createdAt() {
    return createdAt;
  }

  /** The service updates that not every node has yet, in the order of their names. */
  public List<AppliedServiceUpdate> serviceUpdatesInProgress() {
    return serviceUpdates.stream()
        .filter(AppliedServiceUpdate::isInProgress)
        .sorted(comparing(AppliedServiceUpdate::name))
        .toList();
  }

  /** Its shards in the order of their names. */
  public List<Shard> shards() {
    return shards.stream().sorted(comparingInt(Shard::number)).toList();
  }

  /** Its nodes in the order of their names, without those that are about to be removed. */
  public List<Node> nodes() {
    return shards().stream().flatMap(shard -> shard.nodes().stream()).toList();
  }

  /** Who may log in, with what rights: nobody while it is being stopped. */
  List<EngineUser> engineUsers() {
    return status == ClusterStatus.STOP_SNAPSHOT ? List.of() : acl.engineUsers();
  }

  /** True when nobody can be logged in: all nodes know that there are no users. */
  boolean isClosed() {
    String nobody = AccessDigest.of(List.of());
    return nodes().stream().allMatch(node -> node.accessDigest().equals(nobody));
  }

  /** Its nodes, those included that are about to be removed. */
  List<Node> allNodes() {
    return shards().stream().flatMap(shard -> shard.allNodes().stream()).toList();
  }

  /** Of a cluster that should have no nodes, those that are left: stopped ones keep their place. */
  List<Node> nodesToEnd() {
    boolean stops = status == ClusterStatus.STOPPING || status == ClusterStatus.STOPPED;
    return allNodes().stream()
        .filter(node -> !stops || node.status() != NodeStatus.STOPPED)
        .toList();
  }

  /** Those that are about to be removed. */
  List<Node> leavingNodes() {
    return allNodes().stream().filter(node -> node.status() == NodeStatus.DELETING).toList();
  }
}
