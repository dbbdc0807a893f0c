package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeDataLostException;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.ObservedNode.State;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.access.AccessDigest;
import io.memorydblocal.provisioning.reconcile.Reconciler;
import io.memorydblocal.provisioning.reconcile.Step;
import io.memorydblocal.provisioning.reconcile.StepResult;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes clusters what they should be. The same steps create, heal and delete; each compares what is
 * desired with what the engines show, and acts on the difference only.
 */
@Component
class ClusterReconciler implements Reconciler<Cluster> {

  static final String NAME = "cluster";

  /** Engines that meet, synchronise or agree do so within a few of these. */
  private static final Duration GLANCE = Duration.ofMillis(20);

  /** A log that is read into memory takes longer. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** A new cluster that can't be made to serve in so many attempts is given up. */
  private static final int MAX_CREATE_ATTEMPTS = 5;

  private final ClusterRepository clusters;
  private final WholeClusters wholeClusters;
  private final NodeSpecs specs;
  private final NodeAddresses addresses;
  private final NodeZones zones;
  private final ClusterRestore restore;
  private final DataPlane dataPlane;
  private final Clock clock;
  private final Duration resync;
  private final InParallel inParallel = new InParallel();
  private final ClusterFounding founding;
  private final NodeRecovery recovery;
  private final ShardFailover failover;
  private final NodeRollout rollout;
  private final Resharding resharding;
  private final NodeRetirement retirement;
  private final LoadMeasurement measurement;

  ClusterReconciler(
      ClusterRepository clusters,
      WholeClusters wholeClusters,
      NodeSpecs specs,
      NodeAddresses addresses,
      NodeZones zones,
      ClusterRestore restore,
      DataPlane dataPlane,
      Clock clock,
      ProvisioningProperties properties) {
    this.clusters = clusters;
    this.wholeClusters = wholeClusters;
    this.specs = specs;
    this.addresses = addresses;
    this.zones = zones;
    this.restore = restore;
    this.dataPlane = dataPlane;
    this.clock = clock;
    this.resync = properties.resync();
    this.founding = new ClusterFounding(specs, addresses, dataPlane, clock, inParallel);
    this.recovery = new NodeRecovery(specs, dataPlane, clock);
    this.failover = new ShardFailover(specs, dataPlane, clock, inParallel);
    this.rollout = new NodeRollout(specs, dataPlane, clock);
    this.resharding = new Resharding(specs, dataPlane);
    this.measurement = new LoadMeasurement(dataPlane, clock, inParallel);
    this.retirement = new NodeRetirement(specs, dataPlane, clock, inParallel);
  }

  @Override
  public List<Step<Cluster>> steps() {
    return List.of(
        new Step<>("place nodes", this::placeNodes),
        new Step<>("seed nodes", restore::seedNodes),
        new Step<>("found cluster", founding::foundCluster),
        new Step<>("launch nodes", this::launchNodes),
        new Step<>("recover lost nodes", recovery::recoverLostNodes),
        new Step<>("form cluster", this::formCluster),
        new Step<>("settle slots", this::settleSlots),
        new Step<>("attach replicas", this::attachReplicas),
        new Step<>("apply access", this::applyAccess),
        new Step<>("apply parameters", this::applyParameters),
        new Step<>("fail over shards", failover::failOverShards),
        new Step<>("roll outdated nodes", rollout::rollOutdatedNodes),
        new Step<>("move slots", resharding::moveSlots),
        new Step<>("measure load", measurement::measureLoad),
        new Step<>("retire nodes", retirement::retireNodes),
        new Step<>("forget strangers", retirement::forgetStrangers),
        new Step<>("settle status", this::settleStatus));
  }

  /** Rows for the shards and nodes that the layout has and the cluster lacks. */
  private StepResult<Cluster> placeNodes(Cluster cluster) {
    if (!cluster.lacksNodes()) {
      return StepResult.done();
    }
    List<String> allowed = zones.of(cluster);
    return StepResult.changed(
        current ->
            current.placeNodes(
                allowed, addresses.forPort(current.network().port()), clock.instant()));
  }

  /** A running engine for every node; one that died is started again on its log. */
  private StepResult<Cluster> launchNodes(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    ObservedCluster observed = look(cluster);
    List<Node> stopped = observed.nodesIn(State.STOPPED);
    for (Node node : stopped) {
      if (node.status() == NodeStatus.AVAILABLE) {
        return StepResult.changed(current -> current.nodeDied(node.id(), clock.instant()));
      }
      if (!node.hasData() && !dataPlane.isFree(node.address())) {
        int port = cluster.network().port();
        return StepResult.changed(
            current -> current.moveNode(node.id(), addresses.forPort(port).get()));
      }
    }
    List<Node> silent = observed.nodesIn(State.UNREACHABLE);
    Map<Node, String> lost = new ConcurrentHashMap<>();
    inParallel.forEach(
        Stream.concat(stopped.stream(), silent.stream()).toList(),
        node -> {
          try {
            dataPlane.launch(observed.spec(node));
          } catch (NodeDataLostException e) {
            lost.put(node, String.valueOf(e.getMessage()));
          }
        });
    if (!lost.isEmpty()) {
      return StepResult.changed(
          current ->
              lost.forEach(
                  (node, reason) -> current.nodeLostData(node.id(), reason, clock.instant())));
    }
    if (!look(cluster).nodesIn(State.LOADING).isEmpty()) {
      return StepResult.again("nodes to read their logs", LOOK);
    }
    // One that joins later serves when it has its primary's data.
    return cluster.status().isForming()
        ? serve(nodesIn(NodeStatus.CREATING, cluster))
        : StepResult.done();
  }

  /**
   * Every node knows every other. While a cluster is created, the first introduces those that are
   * missing, and fast gossip does the rest. One that joins later is introduced to each.
   */
  private StepResult<Cluster> formCluster(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    ObservedCluster observed = look(cluster);
    List<Node> nodes = observed.nodes();
    List<Node> hosts = cluster.status().isForming() ? nodes.subList(0, 1) : nodes;
    int lacking = 0;
    for (Node host : hosts) {
      for (Node node : nodes) {
        if (!node.equals(host) && !observed.of(host).peers().containsKey(node.address())) {
          lacking++;
          if (observed.of(host).isServing() && observed.of(node).isServing()) {
            dataPlane.meet(observed.spec(host), node.address());
          }
        }
      }
    }
    long complete =
        nodes.stream().filter(node -> observed.of(node).peers().size() >= nodes.size() - 1).count();
    return lacking == 0 && complete == nodes.size()
        ? StepResult.done()
        : StepResult.again(
            "nodes to meet: %d of %d know all others".formatted(complete, nodes.size()), GLANCE);
  }

  /** Every slot of a new cluster has an owner in the shard it belongs to. */
  private StepResult<Cluster> settleSlots(Cluster cluster) {
    if (!cluster.status().isForming()) {
      return StepResult.done();
    }
    ObservedCluster observed = look(cluster);
    Slots owned =
        observed.nodes().stream()
            .map(node -> observed.of(node).slots())
            .reduce(Slots.NONE, Slots::plus);
    for (Shard shard : cluster.shards()) {
      Slots missing = shard.slots().minus(owned);
      if (!missing.isEmpty()) {
        dataPlane.addSlots(observed.spec(observed.primary(shard)), missing);
      }
    }
    return StepResult.done();
  }

  /** Every other node of a shard replicates its primary, and has all of its data. */
  private StepResult<Cluster> attachReplicas(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    ObservedCluster observed = look(cluster);
    int behind = 0;
    for (Shard shard : cluster.shards()) {
      if (shard.failover() == Failover.STARTED || observed.nodes(shard).isEmpty()) {
        // Its nodes change places just now, or it has none with data.
        continue;
      }
      Node primary = observed.primary(shard);
      String primaryId = observed.of(primary).engineId();
      for (Node node : observed.nodes(shard)) {
        ObservedNode replica = observed.of(node);
        if (node.equals(primary)) {
          continue;
        }
        if (!replica.primaryId().equals(primaryId)) {
          dataPlane.replicate(observed.spec(node), primaryId);
          behind++;
        } else if (!replica.linkUp() && !cluster.isOutdated(node)) {
          // One that is about to be restarted may be too old to understand its new primary.
          behind++;
        }
      }
    }
    return behind == 0
        ? StepResult.done()
        : StepResult.again(behind + " replicas to receive their primary's data", GLANCE);
  }

  /** Every engine has exactly the users of the access control list. */
  private StepResult<Cluster> applyAccess(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    String digest = AccessDigest.of(cluster.engineUsers());
    List<Node> outdated =
        cluster.nodes().stream()
            .filter(node -> !node.hasLostData() && !node.accessDigest().equals(digest))
            .toList();
    inParallel.forEach(outdated, node -> dataPlane.applyUsers(specs.of(cluster, node)));
    return outdated.isEmpty()
        ? StepResult.done()
        : StepResult.changed(
            current -> outdated.forEach(node -> current.nodeKnowsUsers(node.id(), digest)));
  }

  /** Every engine has the values of the parameter group. */
  private StepResult<Cluster> applyParameters(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    String digest = specs.settingsDigest(cluster);
    List<Node> outdated =
        cluster.nodes().stream()
            .filter(node -> !node.hasLostData() && !node.settingsDigest().equals(digest))
            .filter(node -> !cluster.isOutdated(node))
            .toList();
    inParallel.forEach(outdated, node -> dataPlane.configure(specs.of(cluster, node)));
    if (!outdated.isEmpty()) {
      return StepResult.changed(
          current -> outdated.forEach(node -> current.nodeHasSettings(node.id(), digest)));
    }
    return cluster.parameterGroupStatus() == ParameterGroupStatus.APPLYING
            && cluster.outdatedNodes().isEmpty()
        ? StepResult.changed(current -> current.parametersApplied(clock.instant()))
        : StepResult.done();
  }

  /** The status a user sees follows when everything else is done. */
  private StepResult<Cluster> settleStatus(Cluster cluster) {
    return switch (cluster.status()) {
      case CREATING, STARTING -> settleCreation(cluster);
      // Whoever takes the snapshot ends the last three.
      case AVAILABLE, DEGRADED, SNAPSHOTTING, FINAL_SNAPSHOT, STOP_SNAPSHOT ->
          settleRecovery(cluster);
      case UPDATING -> settleUpdate(cluster);
      case CREATE_FAILED, RESTORE_FAILED, STOPPED -> StepResult.done();
      case STOPPING -> StepResult.changed(current -> current.stopped(clock.instant()));
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  private StepResult<Cluster> settleCreation(Cluster cluster) {
    ObservedCluster observed = look(cluster);
    if (!observed.agree()) {
      return StepResult.again("the nodes to agree that the cluster can serve", GLANCE);
    }
    inParallel.forEach(observed.specs(), dataPlane::steady);
    return StepResult.changed(current -> current.becomeAvailable(clock.instant()));
  }

  private StepResult<Cluster> settleUpdate(Cluster cluster) {
    StepResult<Cluster> recovery = settleRecovery(cluster);
    if (!(recovery instanceof StepResult.Done)) {
      return recovery;
    }
    if (cluster.isModified() && !look(cluster).agree()) {
      return StepResult.again("the nodes to agree that the cluster can serve", GLANCE);
    }
    return StepResult.changed(current -> current.updated(clock.instant()));
  }

  /** An engine that was started again refuses its clients until it has heard from its peers. */
  private StepResult<Cluster> settleRecovery(Cluster cluster) {
    List<Node> recovering =
        cluster.nodes().stream().filter(node -> node.status().isUnfinished()).toList();
    if (cluster.securityGroupStatus() == SecurityGroupStatus.MODIFYING) {
      return StepResult.changed(Cluster::securityGroupsSettled);
    }
    if (recovering.isEmpty()) {
      return cluster.trouble() == null || cluster.status() == ClusterStatus.DEGRADED
          ? StepResult.done()
          : StepResult.changed(Cluster::troubleEnded);
    }
    ObservedCluster observed = look(cluster);
    return recovering.stream().allMatch(node -> observed.of(node).clusterOk())
        ? serve(recovering)
        : StepResult.again("recovered nodes to agree that the cluster can serve", GLANCE);
  }

  private StepResult<Cluster> serve(List<Node> nodes) {
    return nodes.isEmpty()
        ? StepResult.done()
        : StepResult.changed(
            current -> nodes.forEach(node -> current.nodeServes(node.id(), clock.instant())));
  }

  private ObservedCluster look(Cluster cluster) {
    return ObservedCluster.look(cluster, specs, dataPlane);
  }

  private static List<Node> nodesIn(NodeStatus status, Cluster cluster) {
    return cluster.nodes().stream().filter(node -> node.status() == status).toList();
  }

  @Override
  public void failed(Cluster cluster, String reason, int attempts) {
    boolean hopeless = attempts >= MAX_CREATE_ATTEMPTS;
    if (hopeless && cluster.status() == ClusterStatus.CREATING) {
      cluster.creationFailed(reason, clock.instant());
    } else if (hopeless && cluster.status() == ClusterStatus.STARTING) {
      cluster.startFailed(reason, clock.instant());
    } else {
      cluster.troubled(reason, clock.instant());
    }
  }

  @Override
  public void save(Cluster cluster) {
    if (cluster.hasEnded()) {
      clusters.delete(cluster);
    } else {
      clusters.save(cluster);
    }
  }

  @Override
  public Optional<Cluster> find(UUID id) {
    return wholeClusters.find(id);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<Duration> resync() {
    return Optional.of(resync);
  }
}
