import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.SlotMove;
import io.memorydblocal.dataplane.Slots;
import io.memorydblocal.dataplane.process.ProcessDataPlane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.net.ssl.SSLSocketFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAskDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisMovedDataException;
import redis.clients.jedis.util.JedisClusterCRC16;

/**
 * Half of the keys go from two primaries to two new ones while clients read and write: once moved by
 * the data plane, once by redis-cli with its defaults, in turn in the same run on the same data. The
 * engines are the product's: TLS, every write on disk.
 *
 * <p>Arguments: a scratch directory, the number of keys, and the smallest allowed ratio of keys per
 * second.
 */
final class Reshard {

  private static final int CLIENTS = 4;
  private static final int VALUE_BYTES = 100;
  private static final int PRIMARIES = 4;
  private static final Slots[] FROM_FIRST = {Slots.range(0, 4095), Slots.range(8192, 12287)};
  private static final String PASSWORD = "a long enough password";

  private final Path directory;
  private final int keys;
  private final DataPlane dataPlane;
  private final List<NodeSpec> nodes = new ArrayList<>();
  private final SSLSocketFactory sockets;

  private record Result(double seconds, double keysPerSecond, double p99Millis, long errors) {}

  private interface Mover {
    void move() throws Exception;
  }

  private Reshard(Path directory, int keys, String block) throws Exception {
    this.directory = Files.createDirectories(directory);
    this.keys = keys;
    dataPlane =
        ProcessDataPlane.open(
            new ProcessDataPlane.Settings(directory, block, "26379-26479", Map.of(), ""),
            Clock.systemUTC());
    Path ca = directory.resolve("bench-ca.pem");
    Files.writeString(ca, dataPlane.caCertificate());
    sockets = Server.trusting(ca);
  }

  public static void main(String[] arguments) throws Exception {
    Path scratch = Path.of(arguments[0]);
    int keys = Integer.parseInt(arguments[1]);
    double limit = Double.parseDouble(arguments[2]);
    Result ours;
    Reshard product = new Reshard(scratch.resolve("product"), keys, "127.74.0.0/24");
    try {
      ours = product.measure("MemoryDB Local", product::moveSlots);
    } finally {
      product.dataPlane.close();
    }
    Result theirs;
    Reshard cli = new Reshard(scratch.resolve("cli"), keys, "127.75.0.0/24");
    try {
      theirs = cli.measure("redis-cli", cli::redisCli);
    } finally {
      cli.dataPlane.close();
    }
    double ratio = theirs.seconds() / ours.seconds();
    System.out.printf("ratio %.1f (at least %.1f)%n", ratio, limit);
    if (ratio < limit || ours.errors() > 0) {
      System.exit(1);
    }
  }

  private Result measure(String name, Mover mover) throws Exception {
    form();
    long moved = load();
    AtomicBoolean over = new AtomicBoolean();
    AtomicLong errors = new AtomicLong();
    List<List<Long>> latencies = new ArrayList<>();
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      List<Long> own = new ArrayList<>();
      latencies.add(own);
      clients.add(Thread.ofPlatform().daemon().start(() -> use(over, errors, own)));
    }
    long start = System.nanoTime();
    mover.move();
    double seconds = Figures.secondsSince(start);
    over.set(true);
    for (Thread client : clients) {
      client.join();
    }
    check();
    long[] sorted = latencies.stream().flatMap(List::stream).mapToLong(l -> l).sorted().toArray();
    double p99 = sorted.length == 0 ? 0 : sorted[(int) (sorted.length * 0.99)] / 1e6;
    System.out.printf(
        "%s: %d keys in 8192 slots in %.1f s, %.0f keys/s; clients: %d requests, p50 %.1f ms,"
            + " p99 %.1f ms, %d errors%n",
        name,
        moved,
        seconds,
        moved / seconds,
        sorted.length,
        sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1e6,
        p99,
        errors.get());
    return new Result(seconds, moved / seconds, p99, errors.get());
  }

  private void moveSlots() {
    List<SlotMove> moves =
        List.of(
            new SlotMove(nodes.get(0).id(), nodes.get(2).id(), FROM_FIRST[0]),
            new SlotMove(nodes.get(1).id(), nodes.get(3).id(), FROM_FIRST[1]));
    while (!dataPlane.moveSlots(nodes, moves, Duration.ofSeconds(3)).isEmpty()) {}
  }

  private void redisCli() throws Exception {
    for (int i = 0; i < 2; i++) {
      Process process =
          new ProcessBuilder(
                  "redis-cli",
                  "--tls",
                  "--cacert",
                  directory.resolve("bench-ca.pem").toString(),
                  "--user",
                  "_control-plane",
                  "--pass",
                  Files.readString(directory.resolve("secrets").resolve("engine-admin")),
                  "--no-auth-warning",
                  "--cluster",
                  "reshard",
                  nodes.get(i).address().toString(),
                  "--cluster-from",
                  observe(i).engineId(),
                  "--cluster-to",
                  observe(i + 2).engineId(),
                  "--cluster-slots",
                  String.valueOf(FROM_FIRST[i].size()),
                  "--cluster-yes")
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("redis-cli.log").toFile())
              .start();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(
            "redis-cli failed: " + Files.readString(directory.resolve("redis-cli.log")));
      }
    }
  }

  private void form() throws Exception {
    for (int i = 0; i < PRIMARIES; i++) {
      nodes.add(
          new NodeSpec(
              "bench-%04d-001".formatted(i + 1),
              dataPlane.addressAt(i, 6379),
              new EngineVersion("redis", "7.0"),
              true,
              4L << 30,
              Map.of("maxmemory-policy", "noeviction"),
              List.of(
                  new EngineUser(
                      "app",
                      List.of("on", "~*", "&*", "+@all"),
                      List.of(EngineUser.hash(PASSWORD)))),
              NodeSpec.History.FORMING));
    }
    nodes.forEach(dataPlane::launch);
    nodes.subList(1, PRIMARIES).forEach(n -> dataPlane.meet(nodes.getFirst(), n.address()));
    dataPlane.addSlots(nodes.get(0), Slots.range(0, 8191));
    dataPlane.addSlots(nodes.get(1), Slots.range(8192, Slots.COUNT - 1));
    Server.until(
        () ->
            IntStream.range(0, PRIMARIES)
                .mapToObj(this::observe)
                .allMatch(n -> n.clusterOk() && n.peers().size() == PRIMARIES - 1)
                ? true
                : null);
    nodes.forEach(dataPlane::steady);
  }

  private ObservedNode observe(int index) {
    NodeSpec node = nodes.get(index);
    return dataPlane.observe(List.of(node)).of(node.id());
  }

  /** Sets all keys, and returns how many of them will move. */
  private long load() {
    long moving = 0;
    byte[] value = new byte[VALUE_BYTES];
    Arrays.fill(value, (byte) 'x');
    try (Connection first = connect(address(0));
        Connection second = connect(address(1))) {
      for (int from = 0; from < keys; from += 1_000) {
        int[] sent = new int[2];
        for (int i = from; i < Math.min(keys, from + 1_000); i++) {
          int slot = JedisClusterCRC16.getSlot(key(i));
          moving += FROM_FIRST[0].contains(slot) || FROM_FIRST[1].contains(slot) ? 1 : 0;
          int shard = slot / 8192;
          (shard == 0 ? first : second)
              .sendCommand(new CommandArguments(Command.SET).add(key(i)).add(value));
          sent[shard]++;
        }
        first.getMany(sent[0]);
        second.getMany(sent[1]);
      }
    }
    return moving;
  }

  private void check() {
    long found = 0;
    for (int i = 0; i < PRIMARIES; i++) {
      try (Connection node = connect(address(i))) {
        node.sendCommand(Command.DBSIZE);
        found += node.getIntegerReply();
      }
    }
    if (found != keys) {
      throw new IllegalStateException(found + " keys of " + keys + " are there");
    }
  }

  /** Reads and writes keys one by one, as a cluster client does, until it is over. */
  private void use(AtomicBoolean over, AtomicLong errors, List<Long> latencies) {
    Map<HostAndPort, Connection> connections = new HashMap<>();
    HostAndPort[] owners = new HostAndPort[Slots.COUNT];
    for (int slot = 0; slot < Slots.COUNT; slot++) {
      owners[slot] = address(slot / 8192);
    }
    String value = "y".repeat(VALUE_BYTES);
    while (!over.get()) {
      int number = ThreadLocalRandom.current().nextInt(Math.max(1, keys));
      String key = key(number);
      CommandArguments command =
          keys > 0 && number % 2 == 0
              ? new CommandArguments(Command.SET).add(key).add(value)
              : new CommandArguments(Command.GET).add(key);
      int slot = JedisClusterCRC16.getSlot(key);
      long start = System.nanoTime();
      try {
        request(connections, owners, slot, command);
      } catch (JedisException e) {
        System.out.println("error: " + e.getMessage());
        errors.incrementAndGet();
      }
      latencies.add(System.nanoTime() - start);
    }
    connections.values().forEach(Connection::close);
  }

  private void request(
      Map<HostAndPort, Connection> connections,
      HostAndPort[] owners,
      int slot,
      CommandArguments command) {
    HostAndPort node = owners[slot];
    boolean asking = false;
    for (int redirections = 0; redirections < 16; redirections++) {
      Connection connection = connections.computeIfAbsent(node, this::connect);
      try {
        if (asking) {
          connection.sendCommand(Command.ASKING);
          connection.getStatusCodeReply();
        }
        connection.sendCommand(command);
        connection.getOne();
        return;
      } catch (JedisMovedDataException e) {
        node = e.getTargetNode();
        owners[slot] = node;
        asking = false;
      } catch (JedisAskDataException e) {
        node = e.getTargetNode();
        asking = true;
      }
    }
    throw new JedisException("too many redirections");
  }

  private static String key(int number) {
    return "key:" + number;
  }

  private HostAndPort address(int index) {
    return new HostAndPort(nodes.get(index).address().host(), nodes.get(index).address().port());
  }

  private Connection connect(HostAndPort address) {
    return new Connection(
        address,
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(sockets)
            .user("app")
            .password(PASSWORD)
            .timeoutMillis(60_000)
            .build());
  }
}
