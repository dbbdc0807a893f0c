package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Slots move between real engines, undisturbed and with engines killed in the middle. */
class SlotMigrationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PASSWORD = "a long enough password";
  private static final String LIBRARY =
      "#!lua name=demo\nredis.register_function('answer', function() return 42 end)";
  private static final Map<Integer, String> TAGS = new ConcurrentHashMap<>();
  private static final int WRITERS = 3;
  private static final int KEYS = 1_500;

  @TempDir private Path directory;
  private ProcessDataPlane dataPlane;
  private List<NodeSpec> primaries;
  private final AtomicBoolean over = new AtomicBoolean();

  /** The first two's slots below 1500 and above 14883 go to the third. */
  private List<SlotMove> moves;

  @BeforeEach
  void formACluster() {
    dataPlane =
        ProcessDataPlane.open(
            new ProcessDataPlane.Settings(directory, "127.102.0.0/24", "26379-26479", Map.of(), ""),
            Clock.systemUTC());
    primaries = List.of(node(1), node(2), node(3));
    primaries.forEach(dataPlane::launch);
    primaries.forEach(node -> dataPlane.meet(primaries.getFirst(), node.address()));
    dataPlane.addSlots(primaries.get(0), Slots.range(0, 8191));
    dataPlane.addSlots(primaries.get(1), Slots.range(8192, 16383));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(dataPlane.observe(primaries).all())
                    .allSatisfy(node -> assertThat(node.peers()).hasSize(2))
                    .allMatch(ObservedNode::clusterOk));
    primaries.forEach(dataPlane::steady);
    moves =
        List.of(
            new SlotMove(node(1).id(), node(3).id(), Slots.range(0, 1499)),
            new SlotMove(node(2).id(), node(3).id(), Slots.range(14884, 16383)));
  }

  @AfterEach
  void endIt() {
    dataPlane.close();
  }

  @Test
  void clientsNoticeNothing() throws Exception {
    try (ClusterClient client = client();
        Connection first = admin(primaries.get(0));
        Connection third = admin(primaries.get(2))) {
      reply(first, Command.FUNCTION, "LOAD", LIBRARY);
      load(IntStream.range(0, KEYS).mapToObj("plain:%d"::formatted));
      client.send(Command.SET, key(5) + "expiring", "soon", "EX", "100000");
      fill(client, Command.RPUSH, key(6) + "list");
      fill(client, Command.SADD, key(7) + "set");
      load(IntStream.range(0, KEYS).mapToObj(i -> key(8) + i));
      client.send(Command.SET, key(9) + "large", "x".repeat(3 << 20));

      Map<String, Long> acknowledged = whileWriting(false, this::move);

      assertMoved();
      assertThat(text(client.send(Command.GET, key(5) + "expiring"))).isEqualTo("soon");
      assertThat((Long) client.send(Command.TTL, key(5) + "expiring")).isBetween(99_000L, 100_000L);
      assertThat(client.send(Command.LLEN, key(6) + "list")).isEqualTo(20_000L);
      assertThat(client.send(Command.SCARD, key(7) + "set")).isEqualTo(20_000L);
      assertThat(client.send(Command.STRLEN, key(9) + "large")).isEqualTo(3L << 20);
      for (int i = 0; i < KEYS; i++) {
        assertThat(text(client.send(Command.GET, "plain:" + i))).isEqualTo("plain:" + i);
        assertThat(text(client.send(Command.GET, key(8) + i))).isEqualTo(key(8) + i);
      }
      assertKept(client, acknowledged);
      assertThat(reply(third, Command.FCALL, "answer", "0")).isEqualTo("42");
    }
  }

  @Test
  void goesOnAfterSourceAndTargetWereKilled() throws Exception {
    try (ClusterClient client = client()) {
      load(IntStream.range(0, 2 * KEYS).mapToObj("plain:%d"::formatted));
      Map<String, Long> acknowledged =
          whileWriting(
              true,
              () -> {
                for (int victim : new int[] {0, 2}) {
                  killWhileMoving(primaries.get(victim));
                }
                move();
              });

      assertMoved();
      client.forget();
      for (int i = 0; i < 2 * KEYS; i++) {
        assertThat(text(client.send(Command.GET, "plain:" + i))).isEqualTo("plain:" + i);
      }
      assertKept(client, acknowledged);
    }
  }

  @Test
  void settlesWhatItFindsOpen() {
    String source = engineId(0);
    String target = engineId(2);
    try (ClusterClient client = client();
        Connection first = admin(primaries.get(0));
        Connection second = admin(primaries.get(1));
        Connection third = admin(primaries.get(2))) {
      // 5: on both sides, as after a transfer that was cut off. The source's is the true one.
      client.send(Command.SET, key(5), "true");
      open(5, first, source, third, target);
      reply(third, Command.ASKING);
      reply(third, Command.SET, key(5), "stale");
      // 6: the target was to import it, and nothing more. 7: the source never had an answer.
      reply(third, Command.CLUSTER, "SETSLOT", "6", "IMPORTING", source);
      reply(first, Command.CLUSTER, "SETSLOT", "7", "MIGRATING", engineId(1));
      // 8: the target has it, the source wasn't told.
      open(8, first, source, third, target);
      reply(third, Command.CLUSTER, "SETSLOT", "8", "NODE", target);
      // 9: the source forgot that it gives the slot away, as a new primary in its place would.
      reply(third, Command.CLUSTER, "SETSLOT", "9", "IMPORTING", source);
      reply(third, Command.ASKING);
      reply(third, Command.SET, key(9), "moved");
      // 10: the target forgot that it gets it; 8192 is as 6 with the second for its source.
      client.send(Command.SET, key(10), "kept");
      reply(first, Command.CLUSTER, "SETSLOT", "10", "MIGRATING", target);
      reply(second, Command.CLUSTER, "SETSLOT", "8192", "MIGRATING", target);

      await()
          .atMost(PATIENCE)
          .until(() -> dataPlane.moveSlots(primaries, List.of(), Duration.ofSeconds(2)).isEmpty());

      assertThat(observe(2).slots()).hasToString("5,8-10,8192");
      assertThat(observe(1).slots()).hasToString("7,8193-16383");
      assertThat(observe(0).slots()).hasToString("0-4,6,11-8191");
      assertSettled();
      assertThat(text(client.send(Command.GET, key(5)))).isEqualTo("true");
      assertThat(text(client.send(Command.GET, key(9)))).isEqualTo("moved");
      assertThat(text(client.send(Command.GET, key(10)))).isEqualTo("kept");
    }
  }

  @Test
  void goesOnWithTheNodesThatTookOver() {
    List<NodeSpec> replicas = List.of(node(4), node(5));
    for (int i = 0; i < 2; i++) {
      NodeSpec replica = replicas.get(i);
      int shard = 2 * i;
      dataPlane.launch(replica);
      dataPlane.meet(primaries.get(1), replica.address());
      await()
          .atMost(PATIENCE)
          .until(() -> observe(replica).peers().containsKey(primaries.get(shard).address()));
      dataPlane.replicate(replica, engineId(shard));
      await().atMost(PATIENCE).until(() -> observe(replica).linkUp());
    }
    // A shard without slots has nobody who could fail over.
    moveAll(primaries, List.of(new SlotMove(node(1).id(), node(3).id(), Slots.range(100, 199))));
    Stream.concat(primaries.stream(), replicas.stream()).forEach(dataPlane::quicken);
    try (ClusterClient client = client()) {
      List<NodeSpec> now = List.of(primaries.get(0), primaries.get(1), replicas.get(1));
      begin(client, 5, primaries.get(0), primaries.get(2));
      await().atMost(PATIENCE).until(() -> failOver(replicas.get(1), primaries.get(2)));
      moveAll(now, List.of());
      assertThat(observe(replicas.get(1)).slots()).hasToString("5,100-199");

      begin(client, 6, primaries.get(0), replicas.get(1));
      await().atMost(PATIENCE).until(() -> failOver(replicas.get(0), primaries.get(0)));
      now = List.of(replicas.get(0), primaries.get(1), replicas.get(1));
      moveAll(now, List.of());
      assertThat(observe(replicas.get(0)).slots()).hasToString("0-4,7-99,200-8191");
      assertThat(observe(replicas.get(1)).slots()).hasToString("5-6,100-199");

      for (int slot : new int[] {5, 6}) {
        assertThat(text(client.send(Command.GET, key(slot)))).isEqualTo("still there");
        assertThat(text(client.send(Command.GET, key(slot) + "moved"))).isEqualTo("moved");
      }
    }
  }

  /** Opens a slot, of which there are keys on both sides then. */
  private void begin(ClusterClient client, int slot, NodeSpec source, NodeSpec target) {
    client.send(Command.SET, key(slot), "still there");
    try (Connection from = admin(source);
        Connection to = admin(target)) {
      open(slot, from, observe(source).engineId(), to, observe(target).engineId());
      reply(to, Command.ASKING);
      reply(to, Command.SET, key(slot) + "moved", "moved");
    }
  }

  private void moveAll(List<NodeSpec> nodes, List<SlotMove> what) {
    await()
        .atMost(PATIENCE)
        .until(() -> dataPlane.moveSlots(nodes, what, Duration.ofSeconds(2)).isEmpty());
  }

  private boolean failOver(NodeSpec replica, NodeSpec primary) {
    try {
      dataPlane.failOver(replica, primary);
      return true;
    } catch (DataPlaneException e) {
      return false;
    }
  }

  private void move() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              // Interrupted often: a call must begin where the one before ended.
              return dataPlane.moveSlots(primaries, moves, Duration.ofMillis(300)).isEmpty();
            });
  }

  private void killWhileMoving(NodeSpec victim) throws Exception {
    try (ExecutorService mover = Executors.newVirtualThreadPerTaskExecutor()) {
      Slots before = observe(2).slots();
      Future<?> moving =
          mover.submit(() -> dataPlane.moveSlots(primaries, moves, Duration.ofSeconds(20)));
      await().atMost(PATIENCE).until(() -> !observe(2).slots().equals(before));
      assertThat(process(victim).destroyForcibly()).isTrue();
      await().atMost(PATIENCE).until(() -> !observe(victim).isServing());
      assertThat(moving).failsWithin(PATIENCE);
    }
    dataPlane.launch(with(victim, History.FORMED));
    await().atMost(PATIENCE).until(() -> observe(victim).clusterOk());
  }

  /**
   * Counters go up, each by one writer, while something happens. Returns what was acknowledged.
   *
   * @param kills whether connections may break, after which a write may have happened unseen
   */
  private Map<String, Long> whileWriting(boolean kills, ThrowingRunnable happening)
      throws Exception {
    Map<String, Long> acknowledged = new TreeMap<>();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Map<String, Long>>> written = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        int number = i;
        written.add(writers.submit((Callable<Map<String, Long>>) () -> write(number, kills)));
      }
      try {
        happening.run();
      } finally {
        over.set(true);
      }
      for (Future<Map<String, Long>> one : written) {
        acknowledged.putAll(one.get());
      }
    }
    assertThat(acknowledged).isNotEmpty();
    return acknowledged;
  }

  private interface ThrowingRunnable {
    void run() throws Exception;
  }

  private Map<String, Long> write(int number, boolean kills) {
    Map<String, Long> acknowledged = new TreeMap<>();
    try (ClusterClient client = client()) {
      for (int i = 0; !over.get(); i = (i + 1) % 300) {
        String key = "counter:" + number + ":" + i;
        long last = acknowledged.getOrDefault(key, 0L);
        try {
          long value = (Long) client.send(Command.INCR, key);
          assertThat(value).as(key).isGreaterThan(last);
          assertThat(kills || value == last + 1).as("%s is %d", key, value).isTrue();
          acknowledged.put(key, value);
        } catch (JedisException e) {
          if (!kills) {
            throw e;
          }
          client.forget();
        }
      }
    }
    return acknowledged;
  }

  private static void assertKept(ClusterClient client, Map<String, Long> acknowledged) {
    acknowledged.forEach(
        (key, value) ->
            assertThat(Long.parseLong(text(client.send(Command.GET, key))))
                .as(key)
                .isGreaterThanOrEqualTo(value));
  }

  private void assertMoved() {
    assertThat(observe(0).slots()).hasToString("1500-8191");
    assertThat(observe(1).slots()).hasToString("8192-14883");
    assertThat(observe(2).slots()).hasToString("0-1499,14884-16383");
    assertSettled();
  }

  private void assertSettled() {
    for (int i = 0; i < primaries.size(); i++) {
      assertThat(observe(i).openSlots()).isEqualTo(Slots.NONE);
      for (int j = 0; j < primaries.size(); j++) {
        if (i != j) {
          assertThat(observe(i).peers())
              .containsEntry(primaries.get(j).address(), observe(j).member());
        }
      }
    }
  }

  private static void open(
      int slot, Connection source, String sourceId, Connection target, String targetId) {
    reply(target, Command.CLUSTER, "SETSLOT", String.valueOf(slot), "IMPORTING", sourceId);
    reply(source, Command.CLUSTER, "SETSLOT", String.valueOf(slot), "MIGRATING", targetId);
  }

  /** Sets each key to its own name, many in one go. */
  private void load(Stream<String> keys) {
    try (Connection first = admin(primaries.get(0));
        Connection second = admin(primaries.get(1))) {
      int[] sent = new int[2];
      keys.forEach(
          key -> {
            int shard = JedisClusterCRC16.getSlot(key) / 8192;
            (shard == 0 ? first : second).sendCommand(Command.SET, key, key);
            sent[shard]++;
          });
      assertThat(first.getMany(sent[0])).noneMatch(JedisException.class::isInstance);
      assertThat(second.getMany(sent[1])).noneMatch(JedisException.class::isInstance);
    }
  }

  private static void fill(ClusterClient client, Command command, String key) {
    for (int i = 0; i < 20_000; i += 1_000) {
      client.send(
          command,
          key,
          IntStream.range(i, i + 1_000).mapToObj("element %d"::formatted).toArray(String[]::new));
    }
  }

  /** The start of keys that are all in one slot. */
  private static String key(int slot) {
    return TAGS.computeIfAbsent(slot, SlotMigrationIT::findTag);
  }

  private static String findTag(int slot) {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj("{%d}"::formatted)
        .filter(tag -> JedisClusterCRC16.getSlot(tag) == slot)
        .findFirst()
        .orElseThrow();
  }

  private ClusterClient client() {
    return new ClusterClient(address(primaries.get(1)), address -> login(address, "app", PASSWORD));
  }

  private Connection admin(NodeSpec node) {
    try {
      return login(
          address(node),
          "_control-plane",
          Files.readString(directory.resolve("secrets").resolve("engine-admin")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection login(HostAndPort address, String user, String password) {
    return new Connection(
        address,
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(TrustingSockets.of(dataPlane.caCertificate()))
            .user(user)
            .password(password)
            .build());
  }

  private static HostAndPort address(NodeSpec node) {
    return new HostAndPort(node.address().host(), node.address().port());
  }

  private static String reply(Connection client, Command command, String... arguments) {
    client.sendCommand(command, arguments);
    return text(client.getOne());
  }

  private static String text(Object reply) {
    return reply instanceof byte[] bytes
        ? new String(bytes, StandardCharsets.UTF_8)
        : String.valueOf(reply);
  }

  private String engineId(int index) {
    return observe(index).engineId();
  }

  private ObservedNode observe(int index) {
    return observe(primaries.get(index));
  }

  private ObservedNode observe(NodeSpec node) {
    return dataPlane.observe(List.of(node)).of(node.id());
  }

  private NodeSpec node(int number) {
    return new NodeSpec(
        "move-%04d-001".formatted(number),
        dataPlane.addressAt(number, 6379),
        new EngineVersion("redis", "7.0"),
        true,
        256 << 20,
        Map.of("maxmemory-policy", "noeviction"),
        List.of(
            new EngineUser(
                "app", List.of("on", "~*", "&*", "+@all"), List.of(EngineUser.hash(PASSWORD)))),
        History.FORMING);
  }

  private static NodeSpec with(NodeSpec node, History history) {
    return new NodeSpec(
        node.id(),
        node.address(),
        node.engine(),
        node.tls(),
        node.maxMemory(),
        node.settings(),
        node.users(),
        history);
  }

  private static ProcessHandle process(NodeSpec node) {
    return ProcessHandle.allProcesses()
        .filter(
            candidate ->
                candidate.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.contains(node.id() + "/engine.conf")))
        .findAny()
        .orElseThrow();
  }
}
