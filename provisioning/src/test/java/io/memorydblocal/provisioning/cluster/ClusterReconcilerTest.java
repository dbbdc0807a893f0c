package io.memorydblocal.provisioning.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.Observation;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.rdb.RdbSource;
import io.memorydblocal.dataplane.testing.InMemoryDataPlane;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.access.AccessString;
import io.memorydblocal.provisioning.access.Acl;
import io.memorydblocal.provisioning.access.AuthenticationType;
import io.memorydblocal.provisioning.access.User;
import io.memorydblocal.provisioning.catalog.Catalogues;
import io.memorydblocal.provisioning.cluster.CrashingDataPlane.Crash;
import io.memorydblocal.provisioning.parameter.TestParameterGroups;
import io.memorydblocal.provisioning.reconcile.SteppedTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ClusterReconcilerTest {

  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  private static final Layout THREE_BY_ONE = new Layout(3, 1);

  private final SteppedTime time = new SteppedTime();
  private final FakeRepositories repositories = new FakeRepositories();
  private final InMemoryDataPlane engines = new InMemoryDataPlane();
  private final CrashingDataPlane dataPlane = new CrashingDataPlane(engines);
  private final AtomicLong nextAddress = new AtomicLong();
  private final User user =
      User.created(
          SCOPE,
          "app",
          AccessString.parse("on ~* +@all"),
          AuthenticationType.PASSWORD,
          List.of("correct-horse-battery-staple"),
          time.instant());
  private final Acl acl = Acl.requested(SCOPE, "app-acl", List.of(user));
  private List<RestoreContent.Part> parts = List.of();
  private final ClusterReconciler reconciler =
      new ClusterReconciler(
          repositories.clusters(),
          new WholeClusters(
              repositories.clusters(), repositories.acls(), repositories.parameterGroups()),
          new NodeSpecs(Catalogues.nodeTypes(), TestParameterGroups.families()),
          port -> () -> dataPlane.addressAt(nextAddress.getAndIncrement(), port),
          cluster -> List.of("us-east-1a", "us-east-1b", "us-east-1c"),
          new ClusterRestore(
              (cluster, restore) -> parts,
              new NodeSpecs(Catalogues.nodeTypes(), TestParameterGroups.families()),
              dataPlane,
              time),
          dataPlane,
          time,
          new ProvisioningProperties(
              8,
              Duration.ofSeconds(30),
              Duration.ofSeconds(10),
              new ProvisioningProperties.Quota(
                  300, 90, 500, 2000, 200, 100, 300, 300, 20, 20, 300, 300, 5, 5, 50),
              List.of()));

  @Test
  void createsAClusterThatServes() {
    Cluster cluster = created(THREE_BY_ONE);

    assertServes(cluster);
    assertThat(repositories.messages())
        .filteredOn(message -> message.startsWith("Added node"))
        .hasSize(6)
        .contains("Added node demo-0002-001 in Availability Zone us-east-1b");
    assertThat(repositories.messages()).endsWith("Cluster created.");
  }

  @Test
  void foundsAClusterWhereverItIsCutShort() {
    engines.founds(true);
    boolean crashed = true;
    for (int point = 1; crashed; point++) {
      crashed = false;
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = requested(THREE_BY_ONE);
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
        assertGone(cluster);
      }
    }
  }

  @Test
  void doesNothingTheSecondTime() {
    Cluster cluster = created(THREE_BY_ONE);
    dataPlane.crashAt(1, true);

    time.settle(reconciler, cluster.id());

    assertThat(dataPlane.calls()).isZero();
  }

  @Test
  void deletesACluster() {
    Cluster cluster = created(THREE_BY_ONE);
    cluster.startDeleting();

    time.settle(reconciler, cluster.id());

    assertGone(cluster);
    assertThat(repositories.messages())
        .contains("Removed node demo-0003-002")
        .endsWith("Cluster deleted.");
  }

  @Test
  void restartsANodeThatDied() {
    Cluster cluster = created(THREE_BY_ONE);
    engines.kill(id(cluster, "demo-0002-001"));

    time.settle(reconciler, cluster.id());

    assertServes(cluster);
    assertThat(repositories.messages())
        .endsWith("Recovering node demo-0002-001", "Finished recovery for node demo-0002-001");
  }

  @Test
  void restoresEachShardsKeysWhereverItIsCutShort() throws IOException {
    // foo is in slot 12182, bar in slot 5061.
    parts = List.of(new RestoreContent.Part(file("\0\3foo\1x\0\3bar\1y"), null));
    for (boolean founds : new boolean[] {false, true}) {
      engines.founds(founds);
      for (int call = 1; call <= 4; call++) {
        restoreCutShort(call, true);
        restoreCutShort(call, false);
      }
    }
  }

  private void restoreCutShort(int call, boolean before) throws IOException {
    Cluster cluster = requested(new Layout(2, 1));
    cluster.restoreFrom(Restore.ofFiles(List.of("arn:aws:s3:::bucket/file.rdb")));
    cutShort(cluster, call, before);

    assertServes(cluster);
    assertThat(saved(cluster, "demo-0001-002")).contains("\3bar\1y").doesNotContain("foo");
    assertThat(saved(cluster, "demo-0002-001")).contains("\3foo\1x").doesNotContain("bar");
    cluster.startDeleting();
    time.settle(reconciler, cluster.id());
  }

  @Test
  void givesUpRestoringWhatIsDamagedAndLeavesNothing() {
    parts = List.of(new RestoreContent.Part(file("\77\1a"), null));
    Cluster cluster = requested(new Layout(2, 1));
    cluster.restoreFrom(Restore.ofSnapshot(UUID.randomUUID(), "yesterday"));

    time.settle(reconciler, cluster.id());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.RESTORE_FAILED);
    assertThat(cluster.status().wireName()).isEqualTo("restore-failed");
    assertThat(engines.known()).isEmpty();
    assertThat(cluster.nodes()).isEmpty();
    assertThat(repositories.messages())
        .endsWith(
            "Restore from yesterday failed for node demo-0001-001. file.rdb can't be used: unknown"
                + " type of a value: 63.",
            "Restore from yesterday failed for node demo-0002-001. file.rdb can't be used: unknown"
                + " type of a value: 63.");
    cluster.startDeleting();
    time.settle(reconciler, cluster.id());
    assertThat(repositories.isGone(cluster)).isTrue();
  }

  @Test
  void stopsAndStartsAClusterWhereverItIsCutShort() throws IOException {
    parts = List.of(new RestoreContent.Part(file("\0\3foo\1x\0\3bar\1y"), null));
    boolean crashed = true;
    for (int point = 1; crashed; point++) {
      crashed = false;
      for (boolean before : new boolean[] {true, false}) {
        engines.founds(point % 2 == 0);
        Cluster cluster = created(new Layout(2, 1));
        List<String> places = places(cluster);
        cluster.startStopping();
        crashed |= cutShort(cluster, point, before);
        assertThat(cluster.status().wireName()).isEqualTo("stopping");
        assertThat(cluster.isClosed()).as("nobody can write before the snapshot").isTrue();

        cluster.restoreFrom(Restore.ofSnapshot(UUID.randomUUID(), "evening"));
        cluster.snapshotTaken();
        crashed |= cutShort(cluster, point, before);
        assertThat(cluster.status()).isEqualTo(ClusterStatus.STOPPED);
        assertThat(engines.known()).isEmpty();
        assertThat(places(cluster)).isEqualTo(places);

        cluster.start(time.instant());
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);
        assertThat(places(cluster)).isEqualTo(places);
        assertThat(saved(cluster, "demo-0002-002")).contains("\3foo\1x");
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
        assertGone(cluster);
      }
    }
    assertThat(repositories.messages())
        .contains(
            "Cluster stopped.", "Starting the cluster from snapshot evening.", "Cluster started.");
  }

  @Test
  void staysStoppedWhenItCannotBeStarted() {
    Cluster cluster = created(new Layout(1, 0));
    cluster.startStopping();
    cluster.restoreFrom(Restore.ofSnapshot(UUID.randomUUID(), "evening"));
    cluster.snapshotTaken();
    time.settle(reconciler, cluster.id());
    parts = List.of(new RestoreContent.Part(file("\77\1a"), null));

    cluster.start(time.instant());
    time.settle(reconciler, cluster.id());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.STOPPED);
    assertThat(engines.known()).isEmpty();
    assertThat(repositories.messages())
        .endsWith(
            "Failed to start the cluster. file.rdb can't be used: unknown type of a value: 63.",
            "Cluster stopped.");
    cluster.startDeleting();
    time.settle(reconciler, cluster.id());
    assertGone(cluster);
  }

  private static List<String> places(Cluster cluster) {
    return cluster.nodes().stream()
        .map(node -> node.name() + " " + node.address() + " " + node.zone())
        .toList();
  }

  /** An RDB file with the entries, in which a character is a byte. */
  private static RdbSource file(String entries) {
    byte[] bytes =
        ("REDIS0010" + entries + "\u00ff\0\0\0\0\0\0\0\0").getBytes(StandardCharsets.ISO_8859_1);
    return new RdbSource() {
      @Override
      public String name() {
        return "file.rdb";
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  private String saved(Cluster cluster, String nodeName) throws IOException {
    NodeSpecs specs = new NodeSpecs(Catalogues.nodeTypes(), TestParameterGroups.families());
    Node node =
        cluster.nodes().stream()
            .filter(each -> each.name().equals(nodeName))
            .findAny()
            .orElseThrow();
    Node first =
        cluster.shards().stream()
            .map(shard -> shard.nodes().getFirst())
            .filter(each -> each.name().startsWith(nodeName.substring(0, nodeName.length() - 1)))
            .findAny()
            .orElseThrow();
    ByteArrayOutputStream saved = new ByteArrayOutputStream();
    dataPlane.save(specs.of(cluster, node), specs.of(cluster, first), saved);
    return saved.toString(StandardCharsets.ISO_8859_1);
  }

  @Test
  void givesANodeAnotherAddressWhenItsOwnWasTaken() {
    Cluster cluster = requested(new Layout(1, 0));
    engines.occupy(dataPlane.addressAt(0, 6379));

    time.settle(reconciler, cluster.id());

    assertServes(cluster);
    assertThat(cluster.nodes().getFirst().address()).isEqualTo(dataPlane.addressAt(1, 6379));
  }

  @Test
  void failsOverAShardWhereverItIsCutShort() {
    for (int call = 1; call <= 8; call++) {
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = created(new Layout(1, 2));
        cluster.startFailover("0001", time.instant());
        dataPlane.crashAt(call, before);
        try {
          time.settle(reconciler, cluster.id());
        } catch (CrashingDataPlane.Crash crash) {
          time.settle(reconciler, cluster.id());
        }

        assertThat(cluster.status()).isEqualTo(ClusterStatus.AVAILABLE);
        assertThat(primaries(cluster)).containsExactly("demo-0001-002");
        assertThat(repositories.messages())
            .endsWith(
                "FailoverShard API called for shard 0001",
                "Starting failover for shard 0001",
                "Failover to replica node demo-0001-002 completed",
                "Recovering nodes demo-0001-001",
                "Finished recovery for nodes demo-0001-001");
        dataPlane.crashAt(Integer.MAX_VALUE, true);
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
      }
    }
  }

  @Test
  void isUpdatingUntilEveryNodeHasTheNewAccessControlList() {
    Cluster cluster = created(new Layout(1, 1));
    User other =
        User.created(
            SCOPE,
            "other",
            AccessString.parse("on ~* +@all"),
            AuthenticationType.PASSWORD,
            List.of("correct-horse-battery-staple"),
            time.instant());
    Acl list = Acl.requested(SCOPE, "other-acl", List.of(other));

    cluster.useAcl(list, time.instant());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.UPDATING);
    assertThat(cluster.formerAclName()).isEqualTo("app-acl");
    time.settle(reconciler, cluster.id());
    assertThat(cluster.status()).isEqualTo(ClusterStatus.AVAILABLE);
    assertThat(cluster.formerAclName()).isNull();
    assertThat(engines.users(id(cluster, "demo-0001-002")))
        .extracting(EngineUser::name)
        .containsExactly("other");
  }

  @Test
  void appliesUsersThatChanged() {
    Cluster cluster = created(new Layout(1, 1));
    String node = id(cluster, "demo-0001-002");
    assertThat(engines.users(node)).extracting(EngineUser::name).containsExactly("app");

    user.startDeleting();
    time.settle(reconciler, cluster.id());

    assertThat(engines.users(node)).isEmpty();
    dataPlane.crashAt(1, true);
    time.settle(reconciler, cluster.id());
    assertThat(dataPlane.calls()).as("and then leaves them alone").isZero();
  }

  @Test
  void restartsEveryNodeForAServiceUpdateReplicasFirst() {
    Cluster cluster = created(new Layout(2, 1));
    int before = repositories.messages().size();
    cluster.startServiceUpdate("an-update");
    assertThat(cluster.serviceUpdatesInProgress()).hasSize(1);
    dataPlane.crashAt(Integer.MAX_VALUE, true);

    time.settle(reconciler, cluster.id());

    assertServes(cluster);
    assertThat(repositories.messages().subList(before, repositories.messages().size()))
        .as("one at a time")
        .containsExactly(
            "Recovering node demo-0001-002",
            "Finished recovery for node demo-0001-002",
            "Recovering node demo-0002-002",
            "Finished recovery for node demo-0002-002",
            "Starting failover for shard 0001",
            "Failover to replica node demo-0001-002 completed",
            "Recovering nodes demo-0001-001",
            "Finished recovery for nodes demo-0001-001",
            "Recovering node demo-0001-001",
            "Finished recovery for node demo-0001-001",
            "Starting failover for shard 0002",
            "Failover to replica node demo-0002-002 completed",
            "Recovering nodes demo-0002-001",
            "Finished recovery for nodes demo-0002-001",
            "Recovering node demo-0002-001",
            "Finished recovery for node demo-0002-001");
    assertThat(cluster.serviceUpdatesInProgress()).isEmpty();
    dataPlane.crashAt(1, true);
    time.settle(reconciler, cluster.id());
    assertThat(dataPlane.calls()).as("and then leaves them alone").isZero();
  }

  @Test
  void finishesAServiceUpdateThatACrashInterruptedAtAnyPoint() {
    boolean crashed = true;
    for (int point = 1; crashed; point++) {
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = created(new Layout(1, 1));
        int told = repositories.messages().size();
        cluster.startServiceUpdate("an-update");
        crashed = cutShort(cluster, point, before);

        assertServes(cluster);
        assertThat(cluster.serviceUpdatesInProgress()).isEmpty();
        assertThat(repositories.messages().subList(told, repositories.messages().size()))
            .containsOnlyOnce("Recovering node demo-0001-002", "Recovering node demo-0001-001");
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
      }
      assertThat(point).isLessThan(50);
    }
  }

  @Test
  void countsANodeThatDiedForAServiceUpdateAsRestarted() {
    Cluster cluster = created(new Layout(1, 1));
    engines.kill(id(cluster, "demo-0001-002"));
    cluster.startServiceUpdate("an-update");

    time.settle(reconciler, cluster.id());

    assertThat(repositories.messages())
        .containsOnlyOnce("Recovering node demo-0001-002", "Recovering node demo-0001-001");
    assertThat(cluster.serviceUpdatesInProgress()).isEmpty();
  }

  @Test
  void takesAServiceUpdateOnceAndOnlyWhenAvailable() {
    Cluster cluster = requested(new Layout(1, 0));
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> cluster.startServiceUpdate("an-update"))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_CLUSTER_STATE));
    time.settle(reconciler, cluster.id());
    cluster.startServiceUpdate("an-update");
    time.settle(reconciler, cluster.id());

    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> cluster.startServiceUpdate("an-update"))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_PARAMETER_VALUE));
  }

  @Test
  void doesNotComeBackEmptyWhenANodeLostItsData() {
    Cluster cluster = created(new Layout(1, 0));
    engines.destroy(id(cluster, "demo-0001-001"));

    time.settle(reconciler, cluster.id());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.DEGRADED);
    assertThat(cluster.trouble()).contains("Shard 0001 is lost");
    assertThat(engines.running()).isEmpty();
    time.settle(reconciler, cluster.id());
    assertThat(repositories.messages())
        .filteredOn(message -> message.startsWith("Shard 0001 is lost"))
        .as("told once")
        .hasSize(1);
    cluster.startDeleting();
    time.settle(reconciler, cluster.id());
    assertGone(cluster);
  }

  @Test
  void servesTheOtherShardsWhenOneIsLost() {
    Cluster cluster = created(new Layout(2, 1));
    engines.destroy(id(cluster, "demo-0001-001"));
    engines.destroy(id(cluster, "demo-0001-002"));
    engines.kill(id(cluster, "demo-0002-001"));

    time.settle(reconciler, cluster.id());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.DEGRADED);
    assertThat(engines.running())
        .containsExactlyInAnyOrder(id(cluster, "demo-0002-001"), id(cluster, "demo-0002-002"));
  }

  @Test
  void replacesALostPrimaryByTheMostAdvancedReplicaAndRebuildsIt() {
    for (int point = 1; point <= 8; point++) {
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = created(new Layout(2, 2));
        engines.setOffset(id(cluster, "demo-0001-002"), 10);
        engines.setOffset(id(cluster, "demo-0001-003"), 20);
        int told = repositories.messages().size();
        engines.destroy(id(cluster, "demo-0001-001"));
        cutShort(cluster, point, before);

        assertServes(cluster);
        assertThat(primaries(cluster)).containsExactly("demo-0001-003", "demo-0002-001");
        assertThat(repositories.messages().subList(told, repositories.messages().size()))
            .containsSubsequence(
                "Recovering node demo-0001-001",
                "Failover to replica node demo-0001-003 completed",
                "Recovering node demo-0001-001 from its shard's primary",
                "Finished recovery for node demo-0001-001");
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
      }
    }
  }

  @Test
  void rebuildsALostReplica() {
    Cluster cluster = created(new Layout(1, 1));
    engines.destroy(id(cluster, "demo-0001-002"));

    time.settle(reconciler, cluster.id());

    assertServes(cluster);
    assertThat(primaries(cluster)).containsExactly("demo-0001-001");
  }

  @Test
  void addsAndRemovesReplicasWhereverItIsCutShort() {
    boolean crashed = true;
    for (int point = 1; crashed; point++) {
      crashed = false;
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = created(new Layout(2, 1));
        cluster.resize(new Layout(2, 2), time.instant());
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);

        cluster.resize(new Layout(2, 0), time.instant());
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
      }
    }
    assertThat(repositories.messages())
        .contains("Modified number of nodes from 4 to 6", "Modified number of nodes from 6 to 2");
  }

  @Test
  void addsAndRemovesShardsWhereverItIsCutShort() {
    boolean crashed = true;
    for (int point = 1; crashed; point++) {
      crashed = false;
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = created(new Layout(2, 1));
        cluster.resize(new Layout(3, 1), time.instant());
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);
        assertThat(cluster.shards()).allMatch(shard -> shard.slots().size() / 100 == 54);

        cluster.resize(new Layout(1, 1), time.instant());
        crashed |= cutShort(cluster, point, before);
        assertServes(cluster);
        assertThat(cluster.shards()).hasSize(1);
        assertThat(cluster.reshardingProgress()).isEmpty();
        cluster.startDeleting();
        time.settle(reconciler, cluster.id());
      }
    }
  }

  @Test
  void movesToAnotherNodeTypeReplicasFirst() {
    Cluster cluster = created(new Layout(1, 1));
    cluster.scale("db.r6g.large", time.instant());
    assertThat(cluster.status()).isEqualTo(ClusterStatus.UPDATING);

    time.settle(reconciler, cluster.id());

    assertServes(cluster);
    assertThat(primaries(cluster)).containsExactly("demo-0001-002");
    assertThat(repositories.messages())
        .contains(
            "Node demo-0001-001 runs redis on db.r6g.large",
            "Node demo-0001-002 runs redis on db.r6g.large",
            "Succeeded applying modification to node type to db.r6g.large.");
  }

  @Test
  void givesUpAClusterThatCannotBeCreatedAndLeavesNothingBehind() {
    Cluster cluster = requested(new Layout(1, 1));
    dataPlane.crashAt(3, true);
    assertThatExceptionOfType(Crash.class).isThrownBy(() -> time.settle(reconciler, cluster.id()));
    assertThat(engines.running()).isNotEmpty();

    for (int attempt = 1; attempt <= 5; attempt++) {
      assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATING);
      time.failed(reconciler, cluster.id(), "The engine ended at once", attempt);
    }
    time.settle(reconciler, cluster.id());

    assertThat(cluster.status()).isEqualTo(ClusterStatus.CREATE_FAILED);
    assertThat(engines.known()).isEmpty();
    assertThat(repositories.messages())
        .contains(
            "Failed to create cluster due to unsuccessful creation of its node(s). The engine ended"
                + " at once");
    cluster.startDeleting();
    time.settle(reconciler, cluster.id());
    assertGone(cluster);
  }

  /** Before and after every single call with which a creation or a deletion changes something. */
  @Test
  void finishesWhatACrashInterruptedAtAnyPoint() {
    Cluster whole = created(THREE_BY_ONE);
    dataPlane.crashAt(Integer.MAX_VALUE, true);
    whole.startDeleting();
    time.settle(reconciler, whole.id());
    int deletionCalls = dataPlane.calls();
    assertThat(deletionCalls).isEqualTo(6);

    int creationCalls = 0;
    for (int point = 1; creationCalls == 0; point++) {
      for (boolean before : new boolean[] {true, false}) {
        Cluster cluster = requested(THREE_BY_ONE);
        if (!crashed(cluster, point, before)) {
          creationCalls = point;
        }
        dataPlane.crashAt(Integer.MAX_VALUE, true);
        time.settle(reconciler, cluster.id());
        assertServes(cluster);

        cluster.startDeleting();
        crashed(cluster, 1 + point % deletionCalls, before);
        dataPlane.crashAt(Integer.MAX_VALUE, true);
        time.settle(reconciler, cluster.id());
        assertGone(cluster);
      }
    }
    assertThat(creationCalls).as("points that were tried").isGreaterThan(15);
  }

  private boolean crashed(Cluster cluster, int point, boolean before) {
    dataPlane.crashAt(point, before);
    try {
      time.settle(reconciler, cluster.id());
      return false;
    } catch (Crash e) {
      return true;
    }
  }

  /** Crashes on the way, if there is so much to do, then goes on to the end. */
  private boolean cutShort(Cluster cluster, int point, boolean before) {
    boolean crashed = crashed(cluster, point, before);
    dataPlane.crashAt(Integer.MAX_VALUE, true);
    time.settle(reconciler, cluster.id());
    return crashed;
  }

  private Cluster created(Layout layout) {
    Cluster cluster = requested(layout);
    time.settle(reconciler, cluster.id());
    return cluster;
  }

  private Cluster requested(Layout layout) {
    return repositories.save(
        Cluster.requested(
            SCOPE,
            "demo",
            null,
            layout,
            Catalogues.engineVersions().require(null, null),
            new Storage("db.t4g.small", false, null),
            new Network(6379, true, "ipv4", "ipv4", "default", List.of()),
            new Upkeep("mon:05:00-mon:06:00", "04:30-05:30", 0, true, null, null),
            TestParameterGroups.standard(SCOPE, "memorydb_redis7"),
            acl,
            time.instant()));
  }

  private void assertServes(Cluster cluster) {
    assertThat(cluster.status()).isEqualTo(ClusterStatus.AVAILABLE);
    assertThat(cluster.nodes()).hasSize(cluster.layout().nodes());
    assertThat(cluster.nodes()).allMatch(node -> node.status() == NodeStatus.AVAILABLE);
    Set<String> ids = cluster.nodes().stream().map(Node::dataPlaneId).collect(Collectors.toSet());
    assertThat(engines.running()).as("these engines and no other").isEqualTo(ids);
    ids.forEach(id -> assertThat(engines.isSteady(id)).isTrue());
    var seen =
        engines.observe(
            new NodeSpecs(Catalogues.nodeTypes(), TestParameterGroups.families()).of(cluster));
    for (Shard shard : cluster.shards()) {
      var primary =
          shard.nodes().stream()
              .map(node -> seen.of(node.dataPlaneId()))
              .filter(node -> !node.slots().isEmpty())
              .findFirst()
              .orElseThrow();
      assertThat(primary.slots()).isEqualTo(shard.slots());
      assertThat(primary.clusterOk()).isTrue();
      shard.nodes().stream()
          .map(node -> seen.of(node.dataPlaneId()))
          .filter(node -> !node.id().equals(primary.id()))
          .forEach(
              replica -> {
                assertThat(replica.primaryId()).isEqualTo(primary.engineId());
                assertThat(replica.linkUp()).isTrue();
              });
    }
    Set<String> members =
        seen.all().stream().map(ObservedNode::engineId).collect(Collectors.toSet());
    assertThat(seen.all()).allMatch(node -> members.containsAll(node.known()));
  }

  private void assertGone(Cluster cluster) {
    assertThat(repositories.isGone(cluster)).isTrue();
    assertThat(engines.known()).isEmpty();
  }

  private static String id(Cluster cluster, String name) {
    return cluster.nodes().stream()
        .filter(node -> node.name().equals(name))
        .findAny()
        .orElseThrow()
        .dataPlaneId();
  }

  private List<String> primaries(Cluster cluster) {
    NodeSpecs specs = new NodeSpecs(Catalogues.nodeTypes(), TestParameterGroups.families());
    Observation seen = engines.observe(specs.of(cluster));
    return cluster.nodes().stream()
        .filter(node -> seen.of(node.dataPlaneId()).isPrimary())
        .map(Node::name)
        .toList();
  }
}
