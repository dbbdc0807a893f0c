package io.memorydblocal.api.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.Endpoint;

/** What a user does with clusters, by the AWS SDK and by Lettuce. */
public final class Clusters {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private Clusters() {}

  /** Asks for a TLS cluster of small nodes. */
  public static void create(MemoryDbClient api, String name, int shards, int replicas, String acl) {
    api.createCluster(
        request ->
            request
                .clusterName(name)
                .nodeType("db.t4g.small")
                .numShards(shards)
                .numReplicasPerShard(replicas)
                .aclName(acl));
  }

  /** The cluster with its shards. */
  public static Cluster describe(MemoryDbClient api, String name) {
    return api.describeClusters(request -> request.clusterName(name).showShardDetails(true))
        .clusters()
        .getFirst();
  }

  /** Waits until the cluster is available. */
  public static Cluster awaitAvailable(MemoryDbClient api, String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(describe(api, name).status()).isEqualTo("available"));
    return describe(api, name);
  }

  /** Waits until there is no such cluster. */
  public static void awaitGone(MemoryDbClient api, String name) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(catchThrowable(() -> describe(api, name)))
                    .isInstanceOf(ClusterNotFoundException.class));
  }

  /** Lettuce as one would configure it for MemoryDB; it follows the topology by itself. */
  public static RedisClusterClient client(
      Endpoint endpoint, @Nullable Path caCertificate, @Nullable String user, String password) {
    RedisURI.Builder uri =
        RedisURI.builder()
            .withHost(endpoint.address())
            .withPort(endpoint.port())
            .withTimeout(Duration.ofSeconds(5))
            .withSsl(caCertificate != null);
    if (user != null) {
      uri.withAuthentication(user, password.toCharArray());
    }
    ClusterClientOptions.Builder options = ClusterClientOptions.builder();
    if (caCertificate != null) {
      options.sslOptions(
          SslOptions.builder().jdkSslProvider().trustManager(caCertificate.toFile()).build());
    }
    RedisClusterClient client = RedisClusterClient.create(uri.build());
    client.setOptions(options.build());
    return client;
  }
}
