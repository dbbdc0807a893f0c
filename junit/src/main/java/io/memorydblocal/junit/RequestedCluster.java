package io.memorydblocal.junit;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.InputAuthenticationType;
import software.amazon.awssdk.services.memorydb.model.InvalidClusterStateException;

/** A cluster that was asked for; it may still be on its way. */
final class RequestedCluster {

  private static final System.Logger LOG = System.getLogger(RequestedCluster.class.getName());

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final String EVERYONE = "open-access";
  private static final String CREATING = "creating";
  private static final String AVAILABLE = "available";
  private static final int PASSWORD_BYTES = 16;

  /** A cluster takes a second; a machine that is busy with other things may need its time. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Server server;
  private final MemoryDbCluster wanted;
  private final String name;
  private final @Nullable String password;
  private @Nullable RunningCluster running;

  private RequestedCluster(Server server, MemoryDbCluster wanted) {
    this.server = server;
    this.wanted = wanted;
    this.name = wanted.value() + "-" + NUMBER.incrementAndGet();
    this.password = wanted.accessString().isEmpty() ? null : newPassword();
  }

  /** Asks for a cluster, and for its user first if it is to have one. */
  static RequestedCluster request(Server server, MemoryDbCluster wanted) {
    RequestedCluster cluster = new RequestedCluster(server, wanted);
    if (cluster.password != null) {
      cluster.createAcl(cluster.password);
    }
    server
        .client()
        .createCluster(
            request ->
                request
                    .clusterName(cluster.name)
                    .aclName(cluster.password == null ? EVERYONE : cluster.name)
                    .nodeType(wanted.nodeType())
                    .numShards(wanted.shards())
                    .numReplicasPerShard(wanted.replicas())
                    .tlsEnabled(wanted.tls())
                    .engine(orDefault(wanted.engine()))
                    .engineVersion(orDefault(wanted.engineVersion())));
    return cluster;
  }

  /**
   * Waits until it serves.
   *
   * @throws ExtensionConfigurationException when it failed, or doesn't come
   */
  synchronized RunningCluster await() {
    if (running == null) {
      running = running(await(this::describe, Cluster::status, AVAILABLE));
    }
    return running;
  }

  /**
   * Has it deleted, and doesn't wait for that. A test may have done so, or may have left it in a
   * state in which it can't be; then it ends with the server.
   */
  void delete() {
    try {
      server.client().deleteCluster(request -> request.clusterName(name));
    } catch (ClusterNotFoundException | InvalidClusterStateException e) {
      LOG.log(System.Logger.Level.DEBUG, "{0} is not deleted: {1}", name, e.getMessage());
    }
  }

  private RunningCluster running(Cluster cluster) {
    return new RunningCluster(
        name,
        cluster.clusterEndpoint().address(),
        cluster.clusterEndpoint().port(),
        wanted.tls(),
        password == null ? null : name,
        password,
        server.caCertificate(),
        server.caCertificateFile());
  }

  private void createAcl(String itsPassword) {
    MemoryDbClient api = server.client();
    api.createUser(
        request ->
            request
                .userName(name)
                .accessString(wanted.accessString())
                .authenticationMode(
                    mode -> mode.type(InputAuthenticationType.PASSWORD).passwords(itsPassword)));
    api.createACL(request -> request.aclName(name).userNames(name));
    await(
        () -> api.describeACLs(request -> request.aclName(name)).acLs().get(0),
        acl -> acl.status(),
        "active");
  }

  private Cluster describe() {
    return server.client().describeClusters(request -> request.clusterName(name)).clusters().get(0);
  }

  private <T> T await(Supplier<T> look, Function<T, String> status, String hoped) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      T seen = look.get();
      String now = status.apply(seen);
      if (now.equals(hoped)) {
        return seen;
      }
      if (!now.equals(CREATING) || System.nanoTime() - deadline > 0) {
        throw new ExtensionConfigurationException(
            "The cluster %s is %s, not %s; the server's log is %s"
                .formatted(name, now, hoped, server.log()));
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private static @Nullable String orDefault(String given) {
    return given.isEmpty() ? null : given;
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
