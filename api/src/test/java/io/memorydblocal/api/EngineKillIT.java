package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.NumberedWrites;
import io.memorydblocal.api.testing.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;

/** What a client was told is written survives the sudden death of any engine process. */
class EngineKillIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestServer server = TestServer.start();
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void keepsEveryAcknowledgedWriteWhileEachEngineIsKilledInTurn() {
    Clusters.create(api, "demo", 3, 1, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    List<ProcessHandle> engines = EngineProcessesOf.directory(server.directory());
    assertThat(engines).hasSize(6);

    try (RedisClusterClient client =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
        NumberedWrites writes = NumberedWrites.start(client)) {
      for (int i = 0; i < engines.size(); i++) {
        writes.awaitMore();
        engines.get(i).destroyForcibly();
        int killed = i + 1;
        await().atMost(PATIENCE).until(() -> events("Finished recovery for node%") == killed);
      }
      writes.awaitMore();
      writes.stop();
      writes.assertNoneLost(client);
    }
    assertThat(EngineProcessesOf.directory(server.directory())).hasSize(6);
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
  }

  private long events(String pattern) {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from resource_event where message like ?")
        .param(pattern)
        .query(Long.class)
        .single();
  }
}
