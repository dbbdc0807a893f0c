import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Pipeline;
import tools.jackson.databind.JsonNode;

/**
 * A snapshot of a cluster and a restore from it, beside the same engine's BGSAVE of the same data and
 * the start of an engine on that file; and how much the server's heap grows meanwhile.
 *
 * <p>Arguments: the data directory of a running server, a scratch directory, the JDK, the server's
 * process id, the number of keys, the largest allowed ratio, and the most MiB of heap.
 */
final class Snapshots {

  private static final int VALUE_BYTES = 100;

  /** Whoever asks more often takes the engine's time. */
  private static final long POLL_MILLIS = 50;
  private static final String BARE = "127.76.0.1";
  private static final int PORT = 6379;

  private final Server server;
  private final Path scratch;
  private final Heap heap;

  private Snapshots(Server server, Path scratch, Heap heap) {
    this.server = server;
    this.scratch = scratch;
    this.heap = heap;
  }

  public static void main(String[] arguments) throws Exception {
    Snapshots bench =
        new Snapshots(
            new Server(Path.of(arguments[0])),
            Path.of(arguments[1]),
            new Heap(Path.of(arguments[2]), arguments[3]));
    int keys = Integer.parseInt(arguments[4]);
    double limit = Double.parseDouble(arguments[5]);
    long mostMebibytes = Long.parseLong(arguments[6]);
    boolean passed = bench.compare(keys, limit, mostMebibytes);
    if (!passed) {
      System.exit(1);
    }
  }

  private boolean compare(int keys, double limit, long mostMebibytes) throws Exception {
    JsonNode cluster = server.create("bench", 1, 0);
    // The first of both loads classes and files; it isn't counted.
    snapshot("empty");
    restore("empty", 0);
    load(Server.address(cluster), keys);
    Path nodes = server.data().resolve("data-plane").resolve("nodes");

    double bgsave;
    try (Jedis engine = new Jedis(Server.address(cluster), control())) {
      long start = System.nanoTime();
      engine.bgsave();
      Server.until(
          () -> engine.info("persistence").contains("rdb_bgsave_in_progress:0") ? true : null);
      bgsave = Figures.secondsSince(start);
    }
    try (var directories = Files.list(nodes)) {
      Path directory = directories.findFirst().orElseThrow();
      Files.createDirectories(scratch.resolve("bare"));
      Files.copy(directory.resolve("dump.rdb"), scratch.resolve("bare").resolve("dump.rdb"));
    }
    double load = bareStart(keys);

    long idle = heap.usedAfterCollection();
    heap.watch();
    double snapshot = snapshot("full");
    double restore = restore("full", keys);
    long grown = heap.most() - idle;
    double ratio = (snapshot + restore) / (bgsave + load);
    System.out.printf(
        "%,d keys: engine BGSAVE %.2f s, start on it %.2f s; snapshot %.2f s, restore %.2f s;"
            + " ratio %.2f (at most %.1f)%n",
        keys, bgsave, load, snapshot, restore, ratio, limit);
    System.out.printf(
        "heap: idle %d MiB, at most %d MiB more (at most %d)%n",
        idle >> 20, grown >> 20, mostMebibytes);
    return ratio <= limit && grown >> 20 <= mostMebibytes;
  }

  private double snapshot(String name) throws Exception {
    long start = System.nanoTime();
    server.call(
        "CreateSnapshot",
        "{\"ClusterName\":\"bench\",\"SnapshotName\":\"%s\"}".formatted(name));
    String request = "{\"SnapshotName\":\"%s\"}".formatted(name);
    while (!server
        .call("DescribeSnapshots", request)
        .at("/Snapshots/0/Status")
        .asString("")
        .equals("available")) {
      Thread.sleep(POLL_MILLIS);
    }
    double seconds = Figures.secondsSince(start);
    server.awaitAvailable("bench");
    return seconds;
  }

  private double restore(String snapshot, int keys) throws Exception {
    long start = System.nanoTime();
    server.call(
        "CreateCluster",
        """
        {"ClusterName":"restored","NodeType":"db.t4g.small","ACLName":"open-access",
         "NumShards":1,"NumReplicasPerShard":0,"SnapshotName":"%s"}"""
            .formatted(snapshot));
    while (!server
        .describe("restored")
        .at("/Clusters/0/Status")
        .asString("")
        .equals("available")) {
      Thread.sleep(POLL_MILLIS);
    }
    double seconds = Figures.secondsSince(start);
    HostAndPort restored = Server.address(server.describe("restored").at("/Clusters/0"));
    try (Jedis engine = new Jedis(restored, server.tls())) {
      if (engine.dbSize() != keys) {
        throw new IllegalStateException(engine.dbSize() + " keys of " + keys + " are there");
      }
    }
    server.delete("restored");
    return seconds;
  }

  /** The time from the start of a process to the first answer with all keys there. */
  private double bareStart(int keys) throws Exception {
    Path directory = scratch.resolve("bare");
    Files.writeString(
        directory.resolve("redis.conf"), "bind %s\nport %d\ncluster-enabled yes\nsave \"\"\n".formatted(BARE, PORT));
    long start = System.nanoTime();
    Process process =
        server.startEngine(directory);
    try {
      Server.until(
          () -> {
            try (Jedis engine = new Jedis(new HostAndPort(BARE, PORT))) {
              return engine.dbSize() == keys ? true : null;
            }
          });
      return Figures.secondsSince(start);
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
  }

  private void load(HostAndPort endpoint, int keys) throws Exception {
    Random random = new Random(1);
    byte[] value = new byte[VALUE_BYTES];
    try (Jedis engine = new Jedis(endpoint, control())) {
      for (int from = 0; from < keys; from += 1_000) {
        Pipeline pipeline = engine.pipelined();
        for (int i = from; i < Math.min(keys, from + 1_000); i++) {
          random.nextBytes(value);
          pipeline.set(("key:" + i).getBytes(), value.clone());
        }
        pipeline.sync();
      }
      if (engine.dbSize() != keys) {
        throw new IllegalStateException("only " + engine.dbSize() + " keys were set");
      }
    }
  }

  /** Customers don't have BGSAVE. */
  private JedisClientConfig control() throws Exception {
    Path secret = server.data().resolve("data-plane").resolve("secrets").resolve("engine-admin");
    return DefaultJedisClientConfig.builder()
        .ssl(true)
        .sslSocketFactory(Server.trusting(server.caCertificate()))
        .user("_control-plane")
        .password(Files.readString(secret))
        .timeoutMillis(60_000)
        .build();
  }

  /** What the heap of another JVM holds, garbage included. */
  private static final class Heap {

    private final Path jdk;
    private final String pid;
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile long most;
    private Thread watcher;

    Heap(Path jdk, String pid) {
      this.jdk = jdk;
      this.pid = pid;
    }

    long usedAfterCollection() throws Exception {
      jcmd("GC.run");
      return used();
    }

    void watch() {
      watcher =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    while (!over.get()) {
                      most = Math.max(most, used());
                    }
                  });
    }

    long most() throws Exception {
      over.set(true);
      watcher.join();
      return most;
    }

    private long used() {
      long used = 0;
      for (String line : jcmd("GC.heap_info").split("\n")) {
        int at = line.indexOf(" used ");
        // The young and the old generation; others aren't heap, and have no total.
        if (at > 0 && line.contains(" total ")) {
          String word = line.substring(at + 6).split("[, \\[]")[0];
          used += Long.parseLong(word.substring(0, word.length() - 1)) << 10;
        }
      }
      return used;
    }

    private String jcmd(String command) {
      try {
        Process process =
            new ProcessBuilder(jdk.resolve("bin").resolve("jcmd").toString(), pid, command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
