import io.memorydblocal.dataplane.tls.CertificateAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;

/**
 * What redis-benchmark gets through a cluster's endpoint and from a bare engine with the same TLS,
 * durability and executable, in cluster mode too, in turn in the same run. The ratio is the median of
 * the ratios of neighbours: the machine's own drift over minutes is larger than what is measured.
 *
 * <p>Arguments: the data directory of a running server, a scratch directory, the number of rounds,
 * and the smallest allowed ratio.
 */
final class DataPlane {

  private static final int PORT = 6379;
  private static final String BARE = "127.76.0.1";
  private static final int CLIENTS = 50;

  private record Load(String name, String test, int pipeline, int requests) {}

  /** Requests so many that each takes about as long. */
  private static final List<Load> LOADS =
      List.of(
          new Load("SET", "set", 1, 30_000),
          new Load("GET", "get", 1, 60_000),
          new Load("SET, pipeline 16", "set", 16, 200_000),
          new Load("GET, pipeline 16", "get", 16, 400_000));

  private final Server server;
  private final Path scratch;

  private DataPlane(Path data, Path scratch) throws Exception {
    this.server = new Server(data);
    this.scratch = scratch;
  }

  public static void main(String[] arguments) throws Exception {
    DataPlane bench = new DataPlane(Path.of(arguments[0]), Path.of(arguments[1]));
    int rounds = Integer.parseInt(arguments[2]);
    double limit = Double.parseDouble(arguments[3]);
    System.out.printf("engine %s%n", bench.server.engine());
    HostAndPort endpoint = Server.address(bench.server.create("bench", 1, 0));
    Process engine = bench.bareEngine();
    double least;
    try {
      least = bench.compare(endpoint, rounds);
    } finally {
      engine.destroy();
      engine.waitFor();
    }
    if (least < limit) {
      System.exit(1);
    }
  }

  private double compare(HostAndPort endpoint, int rounds) throws Exception {
    Path bareCa = scratch.resolve("ca.pem");
    double least = Double.MAX_VALUE;
    for (Load load : LOADS) {
      double[] through = new double[rounds];
      double[] bare = new double[rounds];
      double[] ratios = new double[rounds];
      // The first of both warms up; it isn't counted. Who begins takes turns.
      for (int i = -1; i < rounds; i++) {
        double first =
            i % 2 == 0
                ? perSecond(load, endpoint, server.caCertificate())
                : perSecond(load, new HostAndPort(BARE, PORT), bareCa);
        double second =
            i % 2 == 0
                ? perSecond(load, new HostAndPort(BARE, PORT), bareCa)
                : perSecond(load, endpoint, server.caCertificate());
        if (i >= 0) {
          through[i] = i % 2 == 0 ? first : second;
          bare[i] = i % 2 == 0 ? second : first;
          ratios[i] = through[i] / bare[i];
        }
      }
      double ratio = Figures.median(ratios);
      least = Math.min(least, ratio);
      System.out.printf(
          "%-17s endpoint %,9.0f/s, bare engine %,9.0f/s, ratio %.2f%n",
          load.name(), Figures.median(through), Figures.median(bare), ratio);
    }
    return least;
  }

  private double perSecond(Load load, HostAndPort address, Path ca) throws Exception {
    Process process =
        new ProcessBuilder(
                "redis-benchmark",
                "-h",
                address.getHost(),
                "-p",
                String.valueOf(address.getPort()),
                "--tls",
                "--cacert",
                ca.toString(),
                "-t",
                load.test(),
                "-c",
                String.valueOf(CLIENTS),
                "-P",
                String.valueOf(load.pipeline()),
                "-n",
                String.valueOf(load.requests()),
                "-r",
                "100000",
                "-d",
                "100",
                "--csv")
            .redirectErrorStream(true)
            .start();
    List<String> lines = process.inputReader().lines().toList();
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join("\n", lines));
    }
    return lines.stream()
        .filter(line -> line.toLowerCase().startsWith("\"" + load.test() + "\""))
        .map(line -> line.split(",")[1].replace("\"", ""))
        .mapToDouble(Double::parseDouble)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(String.join("\n", lines)));
  }

  /** What one would start by hand: the cluster's settings, and all slots on one node. */
  private Process bareEngine() throws Exception {
    CertificateAuthority authority =
        CertificateAuthority.open(
            Files.createDirectories(scratch.resolve("ca")), Clock.systemUTC());
    Files.writeString(scratch.resolve("ca.pem"), authority.certificate());
    Path directory = Files.createDirectories(scratch.resolve("bare"));
    CertificateAuthority.Identity identity = authority.issue("bare", BARE);
    Files.writeString(directory.resolve("cert.pem"), identity.certificate());
    Files.writeString(directory.resolve("key.pem"), identity.key());
    Map<String, String> settings =
        new TreeMap<>(
            Map.of(
                "bind", BARE,
                "protected-mode", "no",
                "port", "0",
                "tls-port", String.valueOf(PORT),
                "tls-cert-file", "cert.pem",
                "tls-key-file", "key.pem",
                "tls-ca-cert-file", scratch.resolve("ca.pem").toString(),
                "tls-auth-clients", "no",
                "appendonly", "yes",
                "appendfsync", "always"));
    settings.put("cluster-enabled", "yes");
    settings.put("save", "\"\"");
    settings.put("maxmemory", String.valueOf(4L << 30));
    StringBuilder text = new StringBuilder();
    settings.forEach((name, value) -> text.append(name).append(' ').append(value).append('\n'));
    Files.writeString(directory.resolve("redis.conf"), text);
    Process process =
        server.startEngine(directory);
    JedisClientConfig tls = Server.tls(scratch.resolve("ca.pem"));
    Server.until(
        () -> {
          try (Jedis client = new Jedis(new HostAndPort(BARE, PORT), tls)) {
            return client.clusterAddSlotsRange(0, 16_383);
          }
        });
    Server.until(
        () -> {
          try (Jedis client = new Jedis(new HostAndPort(BARE, PORT), tls)) {
            return client.clusterInfo().contains("cluster_state:ok") ? true : null;
          }
        });
    return process;
  }
}
