package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;

/** What a client was told is written survives the sudden death of any engine process. */
class EngineKillIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KEYS = 2_000;

  private final TestServer server = TestServer.start();
  private final MemoryDbClient api = server.sdk();

  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();

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
        Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "")) {
      CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(client));
      for (int i = 0; i < engines.size(); i++) {
        awaitMoreWrites();
        engines.get(i).destroyForcibly();
        int killed = i + 1;
        await().atMost(PATIENCE).until(() -> events("Finished recovery for node%") == killed);
      }
      awaitMoreWrites();
      stop.set(true);
      writer.join();
    }

    try (RedisClusterClient reader =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
        var connection = reader.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      acknowledged.forEach(
          (key, value) -> {
            // A write after the last acknowledged one may have been done and its answer lost.
            int stored = Integer.parseInt(String.valueOf(commands.get(key)));
            assertThat(stored).as(key).isGreaterThanOrEqualTo(Integer.parseInt(value));
          });
      assertThat(acknowledged).hasSize(KEYS);
    }
    assertThat(EngineProcessesOf.directory(server.directory())).hasSize(6);
    assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
  }

  /** Rounds over the same keys with ever higher numbers: a lost write shows as a lower one. */
  private void write(RedisClusterClient client) {
    try (var connection = client.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      for (int number = 0; !stop.get() || acknowledged.size() < KEYS; number++) {
        String key = "key:" + number % KEYS;
        try {
          commands.set(key, String.valueOf(number));
          acknowledged.put(key, String.valueOf(number));
          writes.incrementAndGet();
        } catch (RedisException e) {
          // Not acknowledged, so nothing was promised.
          Thread.onSpinWait();
        }
      }
    }
  }

  private void awaitMoreWrites() {
    int before = writes.get();
    await().atMost(PATIENCE).until(() -> writes.get() > before + KEYS / 2);
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
