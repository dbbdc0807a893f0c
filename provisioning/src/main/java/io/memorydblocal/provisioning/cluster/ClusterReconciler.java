package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.Observation;
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
import java.util.Optional;
import java.util.UUID;
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
  }

  @Override
  public List<Step<Cluster>> steps() {
    return List.of(
        new Step<>("place nodes", this::placeNodes),
        new Step<>("seed nodes", restore::seedNodes),
        new Step<>("launch nodes", this::launchNodes),
        new Step<>("form cluster", this::formCluster),
        new Step<>("settle slots", this::settleSlots),
        new Step<>("attach replicas", this::attachReplicas),
        new Step<>("apply access", this::applyAccess),
        new Step<>("apply parameters", this::applyParameters),
        new Step<>("fail over shards", this::failOverShards),
        new Step<>("apply service updates", this::applyServiceUpdates),
        new Step<>("retire nodes", this::retireNodes),
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
    Observation seen = dataPlane.observe(specs.of(cluster));
    List<Node> stopped = nodesIn(State.STOPPED, cluster, seen);
    for (Node node : stopped) {
      if (node.status() == NodeStatus.AVAILABLE) {
        return StepResult.changed(current -> current.nodeDied(node.id(), clock.instant()));
      }
      if (!node.wasStarted() && !dataPlane.isFree(node.address())) {
        int port = cluster.network().port();
        return StepResult.changed(
            current -> current.moveNode(node.id(), addresses.forPort(port).get()));
      }
    }
    List<Node> silent = nodesIn(State.UNREACHABLE, cluster, seen);
    inParallel.forEach(
        Stream.concat(stopped.stream(), silent.stream()).toList(),
        node -> dataPlane.launch(specs.of(cluster, node)));
    if (!nodesIn(State.LOADING, cluster, dataPlane.observe(specs.of(cluster))).isEmpty()) {
      return StepResult.again("nodes to read their logs", LOOK);
    }
    return serve(nodesIn(NodeStatus.CREATING, cluster));
  }

  /**
   * Every node knows every other. The first introduces those that are missing; gossip does the
   * rest.
   */
  private StepResult<Cluster> formCluster(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    Observation seen = dataPlane.observe(specs.of(cluster));
    Node first = cluster.nodes().getFirst();
    ObservedNode host = of(first, seen);
    for (Node node : cluster.nodes()) {
      if (!node.equals(first) && !host.peers().containsKey(node.address())) {
        dataPlane.meet(specs.of(cluster, first), node.address());
      }
    }
    long complete =
        cluster.nodes().stream()
            .filter(node -> of(node, seen).peers().size() >= cluster.nodes().size() - 1)
            .count();
    return complete == cluster.nodes().size()
        ? StepResult.done()
        : StepResult.again(
            "nodes to meet: %d of %d know all others".formatted(complete, cluster.nodes().size()),
            GLANCE);
  }

  /** Every slot has an owner in the shard it belongs to. */
  private StepResult<Cluster> settleSlots(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    Observation seen = dataPlane.observe(specs.of(cluster));
    Slots owned = seen.all().stream().map(ObservedNode::slots).reduce(Slots.NONE, Slots::plus);
    for (Shard shard : cluster.shards()) {
      Slots missing = shard.slots().minus(owned);
      if (!missing.isEmpty()) {
        dataPlane.addSlots(specs.of(cluster, primary(shard, seen)), missing);
      }
    }
    return StepResult.done();
  }

  /** Every other node of a shard replicates its primary, and has all of its data. */
  private StepResult<Cluster> attachReplicas(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    Observation seen = dataPlane.observe(specs.of(cluster));
    int behind = 0;
    for (Shard shard : cluster.shards()) {
      if (shard.failover() == Failover.STARTED) {
        // Its nodes change places just now.
        continue;
      }
      Node primary = primary(shard, seen);
      String primaryId = of(primary, seen).engineId();
      for (Node node : shard.nodes()) {
        ObservedNode replica = of(node, seen);
        if (node.equals(primary)) {
          continue;
        }
        if (!replica.primaryId().equals(primaryId)) {
          dataPlane.replicate(specs.of(cluster, node), primaryId);
          behind++;
        } else if (!replica.linkUp()) {
          behind++;
        }
      }
    }
    return behind == 0
        ? StepResult.done()
        : StepResult.again(behind + " replicas to receive their primary's data", GLANCE);
  }

  /** What a user asked to fail over has another primary, and the former one is its replica. */
  private StepResult<Cluster> failOverShards(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    for (Shard shard : cluster.shards()) {
      Failover progress = shard.failover();
      if (progress != null) {
        return failOver(cluster, shard, progress);
      }
    }
    return StepResult.done();
  }

  /** The replica is chosen before anything happens, so that a crash doesn't choose another. */
  private StepResult<Cluster> failOver(Cluster cluster, Shard shard, Failover progress) {
    List<NodeSpec> nodes = specs.of(cluster);
    Observation seen = dataPlane.observe(nodes);
    Node primary = primary(shard, seen);
    Node chosen = shard.failoverNode().orElse(primary);
    return switch (progress) {
      case REQUESTED -> {
        Node replica = besides(primary, shard);
        yield StepResult.changed(
            current -> current.failoverStarted(shard.id(), replica.id(), clock.instant()));
      }
      case STARTED -> {
        // After a crash between the failover and its record, it has happened already.
        Node former = chosen.equals(primary) ? besides(chosen, shard) : primary;
        inParallel.forEach(nodes, dataPlane::quicken);
        dataPlane.failOver(specs.of(cluster, chosen), specs.of(cluster, former));
        yield StepResult.changed(
            current -> current.failedOver(shard.id(), chosen.id(), former.id(), clock.instant()));
      }
      case RECOVERING -> {
        // Until all agree, another failover could lack the vote of a node that doesn't know.
        if (!agree(nodes, seen) || clock.instant().isBefore(shard.failoverAllowedAt())) {
          yield StepResult.again("the nodes to agree who is the primary", LOOK);
        }
        inParallel.forEach(nodes, dataPlane::steady);
        yield StepResult.changed(
            current -> current.failoverEnded(shard.id(), chosen.id(), clock.instant()));
      }
    };
  }

  /** The first other node of a shard. */
  private static Node besides(Node excluded, Shard shard) {
    return shard.nodes().stream()
        .filter(node -> !node.equals(excluded))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No replica in " + shard.name()));
  }

  /** Every engine has exactly the users of the access control list. */
  private StepResult<Cluster> applyAccess(Cluster cluster) {
    if (!cluster.status().wantsNodes()) {
      return StepResult.done();
    }
    String digest = AccessDigest.of(cluster.acl().engineUsers());
    List<Node> outdated =
        cluster.nodes().stream().filter(node -> !node.accessDigest().equals(digest)).toList();
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
        cluster.nodes().stream().filter(node -> !node.settingsDigest().equals(digest)).toList();
    inParallel.forEach(outdated, node -> dataPlane.configure(specs.of(cluster, node)));
    if (!outdated.isEmpty()) {
      return StepResult.changed(
          current -> outdated.forEach(node -> current.nodeHasSettings(node.id(), digest)));
    }
    return cluster.parameterGroupStatus() == ParameterGroupStatus.APPLYING
        ? StepResult.changed(current -> current.parametersApplied(clock.instant()))
        : StepResult.done();
  }

  /**
   * Restarts one node after the other, replicas before primaries, until each runs what is installed
   * now. Nothing acknowledged is lost: a node starts again on its log. What a node that is
   * restarted needs until it serves is what any stopped node needs, and other steps do it.
   */
  private StepResult<Cluster> applyServiceUpdates(Cluster cluster) {
    if (cluster.status() != ClusterStatus.AVAILABLE
        || cluster.serviceUpdatesInProgress().isEmpty()
        || !nodesIn(NodeStatus.RECOVERING, cluster).isEmpty()) {
      return StepResult.done();
    }
    List<Node> outdated = cluster.outdatedNodes();
    if (outdated.isEmpty()) {
      return StepResult.changed(current -> current.serviceUpdatesApplied(clock.instant()));
    }
    List<NodeSpec> nodes = specs.of(cluster);
    Observation seen = dataPlane.observe(nodes);
    if (!agree(nodes, seen)) {
      return StepResult.again("the nodes to agree before the next one is restarted", GLANCE);
    }
    Node next =
        outdated.stream()
            .filter(node -> of(node, seen).isReplica())
            .findFirst()
            .orElse(outdated.getFirst());
    dataPlane.stop(specs.of(cluster, next));
    return StepResult.changed(current -> current.nodeDied(next.id(), clock.instant()));
  }

  /** No engine and no file is left of nodes that shouldn't be. */
  private StepResult<Cluster> retireNodes(Cluster cluster) {
    if (cluster.status().wantsNodes() || cluster.nodes().isEmpty()) {
      return StepResult.done();
    }
    List<Node> retired = cluster.nodes();
    inParallel.forEach(retired, node -> dataPlane.remove(specs.of(cluster, node)));
    return StepResult.changed(
        current -> retired.forEach(node -> current.nodeRemoved(node.id(), clock.instant())));
  }

  /** The status a user sees follows when everything else is done. */
  private StepResult<Cluster> settleStatus(Cluster cluster) {
    return switch (cluster.status()) {
      case CREATING -> settleCreation(cluster);
      // Whoever takes the snapshot ends the last two.
      case AVAILABLE, SNAPSHOTTING, FINAL_SNAPSHOT -> settleRecovery(cluster);
      case UPDATING -> StepResult.changed(current -> current.updated(clock.instant()));
      case CREATE_FAILED, RESTORE_FAILED -> StepResult.done();
      case DELETING -> StepResult.changed(current -> current.deleted(clock.instant()));
    };
  }

  private StepResult<Cluster> settleCreation(Cluster cluster) {
    List<NodeSpec> nodes = specs.of(cluster);
    if (!agree(nodes, dataPlane.observe(nodes))) {
      return StepResult.again("the nodes to agree that the cluster can serve", GLANCE);
    }
    inParallel.forEach(nodes, dataPlane::steady);
    return StepResult.changed(current -> current.becomeAvailable(clock.instant()));
  }

  /** Each can serve, and tells a client that asks the same topology as the others. */
  private static boolean agree(List<NodeSpec> nodes, Observation seen) {
    return nodes.stream()
        .map(node -> seen.of(node.id()))
        .allMatch(
            viewer ->
                viewer.clusterOk()
                    && nodes.stream()
                        .filter(node -> !node.id().equals(viewer.id()))
                        .allMatch(
                            node ->
                                seen.of(node.id())
                                    .member()
                                    .equals(viewer.peers().get(node.address()))));
  }

  /** An engine that was started again refuses its clients until it has heard from its peers. */
  private StepResult<Cluster> settleRecovery(Cluster cluster) {
    List<Node> recovering = nodesIn(NodeStatus.RECOVERING, cluster);
    if (cluster.securityGroupStatus() == SecurityGroupStatus.MODIFYING) {
      return StepResult.changed(Cluster::securityGroupsSettled);
    }
    if (recovering.isEmpty()) {
      return cluster.trouble() == null
          ? StepResult.done()
          : StepResult.changed(Cluster::troubleEnded);
    }
    Observation seen = dataPlane.observe(specs.of(cluster));
    return recovering.stream().allMatch(node -> of(node, seen).clusterOk())
        ? serve(recovering)
        : StepResult.again("recovered nodes to agree that the cluster can serve", GLANCE);
  }

  private StepResult<Cluster> serve(List<Node> nodes) {
    return nodes.isEmpty()
        ? StepResult.done()
        : StepResult.changed(
            current -> nodes.forEach(node -> current.nodeServes(node.id(), clock.instant())));
  }

  /** Who owns slots is the primary; before anyone does, the first node that replicates nobody. */
  private static Node primary(Shard shard, Observation seen) {
    return shard.nodes().stream()
        .filter(node -> !of(node, seen).slots().isEmpty())
        .findFirst()
        .or(() -> shard.nodes().stream().filter(node -> of(node, seen).isPrimary()).findFirst())
        .orElseThrow(
            () -> new IllegalStateException("No node of shard " + shard.name() + " is a primary"));
  }

  private static List<Node> nodesIn(State state, Cluster cluster, Observation seen) {
    return cluster.nodes().stream().filter(node -> of(node, seen).state() == state).toList();
  }

  private static List<Node> nodesIn(NodeStatus status, Cluster cluster) {
    return cluster.nodes().stream().filter(node -> node.status() == status).toList();
  }

  private static ObservedNode of(Node node, Observation seen) {
    return seen.of(node.dataPlaneId());
  }

  @Override
  public void failed(Cluster cluster, String reason, int attempts) {
    if (cluster.status() == ClusterStatus.CREATING && attempts >= MAX_CREATE_ATTEMPTS) {
      cluster.creationFailed(reason, clock.instant());
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
