import java.io.FileInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.Callable;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import tools.jackson.databind.JsonNode;

/** A running server, and what a client needs to use its clusters. */
final class Server {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path data;
  private final Properties state = new Properties();
  private final Api api;

  /**
   * @param data its data directory
   */
  Server(Path data) throws Exception {
    this.data = data.toRealPath();
    try (var reader = Files.newBufferedReader(data.resolve("server.state"))) {
      state.load(reader);
    }
    api = new Api(endpoint());
  }

  URI endpoint() {
    return URI.create(state.getProperty("endpoint"));
  }

  /** In words, its path last. */
  String engine() {
    return state.getProperty("engine");
  }

  /** Starts its engine by hand on the redis.conf in a directory, where its messages go too. */
  Process startEngine(Path directory) throws IOException {
    String path = engine().substring(engine().lastIndexOf(' ') + 1, engine().length() - 1);
    return new ProcessBuilder(path, "redis.conf")
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("messages").toFile())
        .start();
  }

  Path data() {
    return data;
  }

  Path caCertificate() {
    return data.resolve("ca.pem");
  }

  JsonNode call(String operation, String body) throws Exception {
    return api.call(operation, body);
  }

  /** Its built-in database. */
  Connection database() throws Exception {
    Path directory = data.resolve("postgresql");
    String port = Files.readAllLines(directory.resolve("data/postmaster.pid")).get(3).strip();
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
        "postgres",
        Files.readString(directory.resolve("password")));
  }

  /** Creates a TLS cluster of small nodes that anyone may use, and waits until it is available. */
  JsonNode create(String name, int shards, int replicas) throws Exception {
    return create(
        """
        {"ClusterName":"%s","NodeType":"db.t4g.small","ACLName":"open-access","NumShards":%d,
         "NumReplicasPerShard":%d}"""
            .formatted(name, shards, replicas));
  }

  JsonNode create(String request) throws Exception {
    JsonNode answer = api.call("CreateCluster", request);
    String name = answer.at("/Cluster/Name").asString("");
    if (name.isEmpty()) {
      throw new IllegalStateException(answer.toString());
    }
    return awaitAvailable(name);
  }

  JsonNode awaitAvailable(String name) throws Exception {
    return until(
        () -> {
          JsonNode found = describe(name).at("/Clusters/0");
          return found.path("Status").asString("").equals("available") ? found : null;
        });
  }

  void delete(String name) throws Exception {
    api.call("DeleteCluster", "{\"ClusterName\":\"%s\"}".formatted(name));
    until(() -> describe(name).path("__type").asString("").isEmpty() ? null : true);
  }

  JsonNode describe(String name) throws Exception {
    return api.call("DescribeClusters", "{\"ClusterName\":\"%s\"}".formatted(name));
  }

  /** The cluster with its shards. */
  JsonNode details(String name) throws Exception {
    String request = "{\"ClusterName\":\"%s\",\"ShowShardDetails\":true}".formatted(name);
    return api.call("DescribeClusters", request).at("/Clusters/0");
  }

  static HostAndPort address(JsonNode cluster) {
    JsonNode endpoint = cluster.get("ClusterEndpoint");
    return new HostAndPort(endpoint.get("Address").asString(), endpoint.get("Port").asInt());
  }

  JedisClientConfig tls() throws Exception {
    return tls(caCertificate());
  }

  static JedisClientConfig tls(Path caCertificate) throws Exception {
    return DefaultJedisClientConfig.builder()
        .ssl(true)
        .sslSocketFactory(trusting(caCertificate))
        .timeoutMillis(1_000)
        .build();
  }

  static SSLSocketFactory trusting(Path caCertificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (FileInputStream certificate = new FileInputStream(caCertificate.toFile())) {
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** Tries every few milliseconds until there is a result. */
  static <T> T until(Callable<T> attempt) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Exception failure = null;
      try {
        T result = attempt.call();
        if (result != null) {
          return result;
        }
      } catch (Exception e) {
        failure = e;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not within " + PATIENCE.toSeconds() + " s", failure);
      }
      Thread.sleep(5);
    }
  }
}
