package com.example.sessions;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.AclNotFoundException;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import software.amazon.awssdk.services.memorydb.model.InputAuthenticationType;
import software.amazon.awssdk.services.memorydb.model.UserNotFoundException;

/** A cluster that one user may enter, with the AWS SDK for Java v2 and Lettuce. */
public final class Sessions implements AutoCloseable {

  private static final String NAME = "example-java";
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final MemoryDbClient memoryDb;
  private final URL caCertificate;
  private final String password = UUID.randomUUID().toString();

  private Sessions(URI endpoint) throws MalformedURLException {
    this.memoryDb = MemoryDbClient.builder().endpointOverride(endpoint).build();
    this.caCertificate = endpoint.resolve("/ca.pem").toURL();
  }

  public static void main(String[] arguments) throws Exception {
    String endpoint = System.getenv("AWS_ENDPOINT_URL");
    if (endpoint == null) {
      throw new IllegalStateException("AWS_ENDPOINT_URL must be the URL of MemoryDB Local");
    }
    try (Sessions sessions = new Sessions(URI.create(endpoint))) {
      sessions.create();
      sessions.use();
    }
  }

  private void create() throws InterruptedException {
    memoryDb.createUser(
        user ->
            user.userName(NAME)
                .accessString("on ~session:* +@all")
                .authenticationMode(
                    mode -> mode.type(InputAuthenticationType.PASSWORD).passwords(password)));
    memoryDb.createACL(acl -> acl.aclName(NAME).userNames(NAME));
    waitUntil(
        () ->
            memoryDb.describeACLs(acl -> acl.aclName(NAME)).acLs().get(0).status().equals("active"));
    memoryDb.createCluster(
        cluster ->
            cluster
                .clusterName(NAME)
                .nodeType("db.t4g.small")
                .aclName(NAME)
                .numShards(2)
                .numReplicasPerShard(1));
    waitUntil(() -> cluster().status().equals("available"));
  }

  private Cluster cluster() {
    return memoryDb.describeClusters(cluster -> cluster.clusterName(NAME)).clusters().get(0);
  }

  private void use() {
    Endpoint endpoint = cluster().clusterEndpoint();
    System.out.printf(
        "cluster %s is available at %s:%d%n", NAME, endpoint.address(), endpoint.port());
    RedisClusterClient client =
        RedisClusterClient.create(
            RedisURI.builder()
                .withHost(endpoint.address())
                .withPort(endpoint.port())
                .withSsl(true)
                .withAuthentication(NAME, password)
                .build());
    // The certificate that the nodes' own are signed with.
    client.setOptions(
        ClusterClientOptions.builder()
            .sslOptions(
                SslOptions.builder().trustManager(SslOptions.Resource.from(caCertificate)).build())
            .build());
    try (StatefulRedisClusterConnection<String, String> connection = client.connect()) {
      RedisClusterCommands<String, String> commands = connection.sync();
      commands.hset("session:42", Map.of("user", "ada", "basket", "3 books"));
      commands.expire("session:42", Duration.ofMinutes(30));
      System.out.println("session 42: " + commands.hgetall("session:42"));
      System.out.println("it ends in " + commands.ttl("session:42") + " s");
    } finally {
      client.shutdown();
    }
  }

  /** Deletes what there is, in the order in which one needs the other. */
  @Override
  public void close() throws InterruptedException {
    isMissing(() -> memoryDb.deleteCluster(cluster -> cluster.clusterName(NAME)));
    waitUntil(() -> isMissing(this::cluster));
    isMissing(() -> memoryDb.deleteACL(acl -> acl.aclName(NAME)));
    waitUntil(() -> isMissing(() -> memoryDb.describeACLs(acl -> acl.aclName(NAME))));
    isMissing(() -> memoryDb.deleteUser(user -> user.userName(NAME)));
    memoryDb.close();
    System.out.println("all of it is deleted");
  }

  private static boolean isMissing(Runnable call) {
    try {
      call.run();
      return false;
    } catch (ClusterNotFoundException | AclNotFoundException | UserNotFoundException e) {
      return true;
    }
  }

  private static void waitUntil(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("MemoryDB Local takes longer than " + PATIENCE);
      }
      Thread.sleep(200);
    }
  }
}
