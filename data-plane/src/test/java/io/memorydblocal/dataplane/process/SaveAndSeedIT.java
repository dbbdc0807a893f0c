package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.rdb.RdbSource;
import io.memorydblocal.dataplane.rdb.RdbSplitter;
import io.memorydblocal.dataplane.rdb.RdbTarget;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.commands.ProtocolCommand;

/** What real engines write is dealt out to other real engines, and nothing is lost or changed. */
class SaveAndSeedIT {

  private static final String PASSWORD = "a long enough password";
  private static final List<Slots> THIRDS =
      List.of(Slots.range(0, 5461), Slots.range(5462, 10922), Slots.range(10923, Slots.COUNT - 1));

  @TempDir private Path directory;
  private ProcessDataPlane dataPlane;

  @BeforeEach
  void open() {
    dataPlane =
        ProcessDataPlane.open(
            new ProcessDataPlane.Settings(directory, "127.103.0.0/24", "26379-26479", Map.of(), ""),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    dataPlane.close();
  }

  @Test
  void dealsEveryTypeOfValueOutToThreeEngines() throws IOException {
    NodeSpec source = node(1);
    serve(source, Slots.ALL);
    List<String> keys = new ArrayList<>();
    Map<String, List<Object>> before = new HashMap<>();
    try (Connection client = login(source)) {
      write(client);
      keys.addAll(keys(client));
      keys.forEach(key -> before.put(key, content(client, key)));
    }
    Path file = save(source);
    assertThat(dumps()).as("files left over").isEmpty();

    List<NodeSpec> targets =
        IntStream.rangeClosed(2, 4).mapToObj(SaveAndSeedIT.this::node).toList();
    seed(file, targets);

    int found = 0;
    for (int i = 0; i < targets.size(); i++) {
      assertThat(dataPlane.isSeeded(targets.get(i))).isTrue();
      serve(targets.get(i), THIRDS.get(i));
      try (Connection client = login(targets.get(i))) {
        assertThat(String.valueOf(render(call(client, "FUNCTION", "LIST")))).contains("mylib");
        for (String key : keys(client)) {
          assertThat(content(client, key)).as(key).isEqualTo(before.get(key));
          found++;
        }
      }
    }
    assertThat(found).isEqualTo(keys.size()).isGreaterThan(300);
  }

  @Test
  void savesFromAReplicaWhatItsPrimaryAcknowledged() throws IOException {
    NodeSpec primary = node(5);
    NodeSpec replica = node(6);
    serve(primary, Slots.ALL);
    dataPlane.launch(replica);
    dataPlane.meet(primary, replica.address());
    String primaryId = dataPlane.observe(List.of(primary)).of(primary.id()).engineId();
    await()
        .until(
            () ->
                dataPlane
                    .observe(List.of(replica))
                    .of(replica.id())
                    .peers()
                    .containsKey(primary.address()));
    dataPlane.replicate(replica, primaryId);
    await().until(() -> dataPlane.observe(List.of(replica)).of(replica.id()).linkUp());

    try (Connection client = login(primary)) {
      for (int round = 1; round <= 10; round++) {
        call(client, "SET", "key-" + round, "x".repeat(round * 1_000));
        Path file = directory.resolve("round.rdb");
        try (OutputStream out = Files.newOutputStream(file)) {
          dataPlane.save(replica, primary, out);
        }
        assertThat(keysIn(file)).isEqualTo(round);
      }
    }
    assertThat(dumps()).isEmpty();
  }

  @Test
  void saysWhenAnEngineCantWriteItsData() throws IOException {
    NodeSpec node = node(7);
    serve(node, Slots.ALL);
    Path inTheWay = directory.resolve("nodes").resolve(node.id()).resolve("dump.rdb");
    Files.createDirectory(inTheWay);
    Files.createFile(inTheWay.resolve("file"));

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> save(node));

    Files.delete(inTheWay.resolve("file"));
    assertThat(keysIn(save(node))).as("the next time").isZero();
    dataPlane.stop(node);
    assertThatExceptionOfType(DataPlaneException.class).isThrownBy(() -> save(node));
  }

  @Test
  void forgetsASeedThatIsNotComplete() throws IOException {
    NodeSpec node = node(8);
    try (NodeSeed seed = dataPlane.seed(node)) {
      seed.out().write('R');
    }
    assertThat(dataPlane.isSeeded(node)).isFalse();

    serve(node, Slots.ALL);

    assertThat(dataPlane.isSeeded(node)).as("has a log of its own").isTrue();
    assertThat(keysIn(save(node))).isZero();
  }

  private static void write(Connection client) {
    for (int i = 0; i < 300; i++) {
      call(client, "SET", "key:" + i, "value " + i, "PXAT", String.valueOf(4_000_000_000_000L + i));
    }
    call(client, "SET", "12345", "67890");
    call(client, "SET", "-7", "x".repeat(100_000));
    call(client, "SET", "compressed-" + "abc".repeat(100), "abc".repeat(10_000));
    // So many that none of them is kept in its compact form.
    List<String> list = new ArrayList<>(List.of("list"));
    List<String> set = new ArrayList<>(List.of("set"));
    List<String> numbers = new ArrayList<>(List.of("numbers"));
    List<String> sorted = new ArrayList<>(List.of("sorted"));
    List<String> hash = new ArrayList<>(List.of("hash"));
    for (int i = 0; i < 600; i++) {
      list.add("y".repeat(i));
      set.add("member " + i);
      numbers.add(String.valueOf(i * 7));
      sorted.addAll(List.of(String.valueOf(i / 3.0), "member " + i));
      hash.addAll(List.of("field " + i, "value " + i));
    }
    call(client, "RPUSH", list.toArray(String[]::new));
    call(client, "SADD", set.toArray(String[]::new));
    call(client, "SADD", numbers.toArray(String[]::new));
    call(client, "ZADD", sorted.toArray(String[]::new));
    call(client, "HSET", hash.toArray(String[]::new));
    for (int i = 0; i < 250; i++) {
      call(client, "XADD", "stream", "*", "field", "value " + i);
    }
    call(client, "RPUSH", "list", "z".repeat(20_000));
    call(client, "SADD", "few-numbers", "1", "70000", "-5000000000");
    call(client, "SADD", "few", "a", "b");
    call(client, "ZADD", "few-sorted", "-inf", "a", "+inf", "b", "0.1", "c");
    call(client, "HSET", "few-fields", "a", "1", "b", "2");
    call(client, "PFADD", "counted", "a", "b", "c");
    call(client, "GEOADD", "places", "13.361389", "38.115556", "Palermo");
    call(client, "XGROUP", "CREATE", "stream", "group", "0");
    call(client, "XREADGROUP", "GROUP", "group", "me", "COUNT", "5", "STREAMS", "stream", ">");
    call(client, "XDEL", "stream", "1-1");
    call(client, "XGROUP", "CREATE", "empty-stream", "group", "$", "MKSTREAM");
    call(
        client,
        "FUNCTION",
        "LOAD",
        "#!lua name=mylib\nredis.register_function('f', function() return 1 end)");
  }

  private static List<String> keys(Connection client) {
    return list(render(call(client, "KEYS", "*")));
  }

  private static List<Object> content(Connection client, String key) {
    String type = new String((byte[]) call(client, "TYPE", key), StandardCharsets.UTF_8);
    Object value =
        switch (type) {
          case "string" -> call(client, "GET", key);
          case "list" -> call(client, "LRANGE", key, "0", "-1");
          case "set" -> call(client, "SORT", key, "ALPHA");
          case "zset" -> call(client, "ZRANGE", key, "0", "-1", "WITHSCORES");
          case "hash" -> call(client, "HGETALL", key);
          case "stream" -> call(client, "XINFO", "STREAM", key, "FULL", "COUNT", "0");
          default -> throw new AssertionError(type);
        };
    Object rendered = render(value);
    if (type.equals("hash")) {
      Map<Object, Object> fields = new HashMap<>();
      List<Object> flat = list(rendered);
      for (int i = 0; i < flat.size(); i += 2) {
        fields.put(flat.get(i), flat.get(i + 1));
      }
      rendered = fields;
    }
    return List.of(type, rendered, call(client, "PEXPIRETIME", key));
  }

  private static Object render(Object reply) {
    if (reply instanceof byte[] text) {
      return new String(text, StandardCharsets.UTF_8);
    }
    return reply instanceof List<?> parts
        ? parts.stream().map(part -> render(part == null ? "nil" : part)).toList()
        : reply;
  }

  @SuppressWarnings("unchecked") // what is a list in a reply
  private static <T> List<T> list(Object reply) {
    return (List<T>) reply;
  }

  private void seed(Path file, List<NodeSpec> targets) throws IOException {
    List<NodeSeed> seeds = new ArrayList<>();
    try {
      List<RdbTarget> outputs = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        NodeSeed seed = dataPlane.seed(targets.get(i));
        seeds.add(seed);
        outputs.add(new RdbTarget(THIRDS.get(i), seed.out()));
      }
      RdbSplitter.split(List.of(source(file)), outputs);
      for (NodeSeed seed : seeds) {
        seed.complete();
      }
    } finally {
      for (NodeSeed seed : seeds) {
        seed.close();
      }
    }
  }

  private static long keysIn(Path file) throws IOException {
    return RdbSplitter.split(
        List.of(source(file)), List.of(new RdbTarget(Slots.ALL, OutputStream.nullOutputStream())));
  }

  private static RdbSource source(Path file) {
    return new RdbSource() {
      @Override
      public String name() {
        return file.toString();
      }

      @Override
      public InputStream open() throws IOException {
        return Files.newInputStream(file);
      }
    };
  }

  private Path save(NodeSpec node) throws IOException {
    Path file = directory.resolve(node.id() + ".rdb");
    try (OutputStream out = Files.newOutputStream(file)) {
      dataPlane.save(node, node, out);
    }
    return file;
  }

  private List<Path> dumps() throws IOException {
    try (var files = Files.walk(directory.resolve("nodes"))) {
      return files.filter(file -> file.toString().matches(".*(dump|temp).*rdb|.*draft")).toList();
    }
  }

  private void serve(NodeSpec node, Slots slots) {
    dataPlane.launch(node);
    await().until(() -> dataPlane.observe(List.of(node)).of(node.id()).isServing());
    Slots owned = dataPlane.observe(List.of(node)).of(node.id()).slots();
    dataPlane.addSlots(node, slots.minus(owned));
    await().until(() -> dataPlane.observe(List.of(node)).of(node.id()).clusterOk());
  }

  private Connection login(NodeSpec node) {
    return new Connection(
        new HostAndPort(node.address().host(), node.address().port()),
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(TrustingSockets.of(dataPlane.caCertificate()))
            .user("app")
            .password(PASSWORD)
            .build());
  }

  private static Object call(Connection client, String command, String... arguments) {
    ProtocolCommand word = () -> command.getBytes(StandardCharsets.US_ASCII);
    client.sendCommand(word, arguments);
    return client.getOne();
  }

  private NodeSpec node(int number) {
    return new NodeSpec(
        "demo-0001-%03d".formatted(number),
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
}
