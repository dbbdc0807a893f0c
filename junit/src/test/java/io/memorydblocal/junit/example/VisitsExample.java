package io.memorydblocal.junit.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisURI;
import io.lettuce.core.SslOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.junit.MemoryDbCluster;
import io.memorydblocal.junit.MemoryDbLocal;
import io.memorydblocal.junit.RunningCluster;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

@MemoryDbLocal
public class VisitsExample {

  @Test
  void countsVisits(
      @MemoryDbCluster(shards = 2, accessString = "on ~visits:* +@all") RunningCluster cluster,
      MemoryDbClient memoryDb) {
    SslOptions tls =
        SslOptions.builder().trustManager(cluster.caCertificateFile().toFile()).build();
    try (RedisClusterClient client = RedisClusterClient.create(RedisURI.create(cluster.uri()))) {
      client.setOptions(ClusterClientOptions.builder().sslOptions(tls).build());
      RedisAdvancedClusterCommands<String, String> redis = client.connect().sync();

      redis.incr("visits:home");

      assertThat(redis.incr("visits:home")).isEqualTo(2);
      assertThatThrownBy(() -> redis.get("orders:1")).hasMessageContaining("NOPERM");
    }
    assertThat(memoryDb.describeClusters(request -> request.clusterName(cluster.name())).clusters())
        .singleElement()
        .satisfies(described -> assertThat(described.numberOfShards()).isEqualTo(2));
  }
}
