import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClusterClient;

/**
 * From CreateCluster to the first successful SET on every shard through the returned endpoint, beside
 * the time that the same cluster (three shards with a replica each, TLS, every write on disk) takes
 * when its processes are started and joined by hand, in turn in the same run; then the same for a
 * cluster of one shard.
 *
 * <p>Arguments: the data directory of a running server, a scratch directory, the number of rounds,
 * the largest allowed ratio of the medians, and the most seconds that the cluster of three shards and
 * that of one may take.
 */
final class CreateCluster {

  private static final int SHARDS = 3;

  /** One in each third of the slots. */
  private static final List<String> KEYS = List.of("a", "b", "c");

  private static final int PORT = 6379;
  private static final int SLOTS = 16_384;
  private static final String HAND_MADE = "127.76.%d.%d";

  private final Server server;
  private final Path scratch;
  private final CertificateAuthority authority;

  private CreateCluster(Path data, Path scratch) throws Exception {
    this.server = new Server(data);
    this.scratch = scratch;
    authority = CertificateAuthority.open(Files.createDirectories(scratch.resolve("ca")), Clock.systemUTC());
    Files.writeString(scratch.resolve("ca.pem"), authority.certificate());
  }

  public static void main(String[] arguments) throws Exception {
    CreateCluster bench = new CreateCluster(Path.of(arguments[0]), Path.of(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    double limit = Double.parseDouble(arguments[3]);
    double[] product = new double[rounds];
    double[] single = new double[rounds];
    double[] byHand = new double[rounds];
    System.out.printf("engine %s%n", bench.server.engine());
    // The first of both loads classes and files; it isn't counted.
    for (int i = -1; i < rounds; i++) {
      double handMade = bench.byHand(i + 2);
      double provisioned = bench.provisioned(SHARDS);
      double oneShard = bench.provisioned(1);
      if (i >= 0) {
        byHand[i] = handMade;
        product[i] = provisioned;
        single[i] = oneShard;
        System.out.printf(
            "round %d: by hand %.3f s, CreateCluster %.3f s, with one shard %.3f s%n",
            i + 1, handMade, provisioned, oneShard);
      }
    }
    double ratio = Figures.median(product) / Figures.median(byHand);
    double most = Double.parseDouble(arguments[4]);
    double mostOfOne = Double.parseDouble(arguments[5]);
    System.out.printf(
        "median: by hand %.3f s, CreateCluster %.3f s (at most %.1f), ratio %.2f (at most %.2f)%n",
        Figures.median(byHand), Figures.median(product), most, ratio, limit);
    System.out.printf("median: with one shard %.3f s (at most %.1f)%n", Figures.median(single), mostOfOne);
    if (ratio > limit || Figures.median(product) > most || Figures.median(single) > mostOfOne) {
      System.exit(1);
    }
  }

  private double provisioned(int shards) throws Exception {
    long start = System.nanoTime();
    HostAndPort endpoint = Server.address(server.create("bench", shards, 1));
    set(endpoint, server.caCertificate());
    double seconds = Figures.secondsSince(start);
    server.delete("bench");
    return seconds;
  }

  /** What a careful person would do with the engine alone, without waiting longer than needed. */
  private double byHand(int round) throws Exception {
    List<String> hosts = new ArrayList<>();
    List<Path> directories = new ArrayList<>();
    for (int i = 1; i <= 2 * SHARDS; i++) {
      String host = HAND_MADE.formatted(round, i);
      hosts.add(host);
      directories.add(configured(host));
    }
    JedisClientConfig tls = Server.tls(scratch.resolve("ca.pem"));
    List<Process> processes = new ArrayList<>();
    long start = System.nanoTime();
    try {
      for (Path directory : directories) {
        processes.add(
            server.startEngine(directory));
      }
      List<Jedis> nodes = new ArrayList<>();
      for (String host : hosts) {
        nodes.add(Server.until(() -> new Jedis(new HostAndPort(host, PORT), tls)));
      }
      for (String host : hosts) {
        nodes.getFirst().clusterMeet(host, PORT);
      }
      for (int i = 0; i < SHARDS; i++) {
        nodes.get(i).clusterAddSlotsRange(i * SLOTS / SHARDS, (i + 1) * SLOTS / SHARDS - 1);
      }
      for (int i = 0; i < SHARDS; i++) {
        String primary = nodes.get(i).clusterMyId();
        Jedis replica = nodes.get(SHARDS + i);
        Server.until(() -> replica.clusterReplicate(primary));
      }
      for (Jedis node : nodes) {
        Server.until(() -> node.clusterInfo().contains("cluster_state:ok") ? true : null);
        Server.until(() -> node.clusterInfo().contains("cluster_known_nodes:" + 2 * SHARDS) ? true : null);
      }
      for (Jedis replica : nodes.subList(SHARDS, nodes.size())) {
        Server.until(() -> replica.info("replication").contains("master_link_status:up") ? true : null);
      }
      set(new HostAndPort(hosts.getFirst(), PORT), scratch.resolve("ca.pem"));
      double seconds = Figures.secondsSince(start);
      nodes.forEach(Jedis::close);
      return seconds;
    } finally {
      processes.forEach(Process::destroyForcibly);
      for (Process process : processes) {
        process.waitFor();
      }
    }
  }

  /** A node's files: written before the clock starts. */
  private Path configured(String host) throws Exception {
    Path directory = Files.createDirectories(scratch.resolve(host));
    CertificateAuthority.Identity identity = authority.issue(host, host);
    Files.writeString(directory.resolve("cert.pem"), identity.certificate());
    Files.writeString(directory.resolve("key.pem"), identity.key());
    Files.writeString(
        directory.resolve("redis.conf"),
        """
        bind %1$s
        bind-source-addr %1$s
        protected-mode no
        port 0
        tls-port %2$d
        tls-cert-file cert.pem
        tls-key-file key.pem
        tls-ca-cert-file %3$s
        tls-auth-clients no
        tls-replication yes
        tls-cluster yes
        cluster-enabled yes
        cluster-config-file nodes.conf
        cluster-announce-ip %1$s
        cluster-node-timeout 500
        repl-diskless-sync yes
        repl-diskless-sync-delay 0
        save ""
        appendonly yes
        appendfsync always
        """
            .formatted(host, PORT, scratch.resolve("ca.pem").toAbsolutePath()));
    return directory;
  }

  private static void set(HostAndPort endpoint, Path ca) throws Exception {
    try (RedisClusterClient client =
        Server.until(
            () ->
                RedisClusterClient.builder()
                    .nodes(Set.of(endpoint))
                    .clientConfig(Server.tls(ca))
                    .maxAttempts(1)
                    .build())) {
      for (String key : KEYS) {
        Server.until(() -> client.set(key, "value"));
      }
    }
  }
}
