package io.memorydblocal.api.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A client that writes without pause: rounds over the same keys with ever higher numbers, so that a
 * lost write shows as a lower one.
 */
public final class NumberedWrites implements AutoCloseable {

  private static final int KEYS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
  private final AtomicInteger writes = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CompletableFuture<Void> writer;

  private NumberedWrites(RedisClusterClient client) {
    this.writer = CompletableFuture.runAsync(() -> write(client));
  }

  /** Begins to write. */
  public static NumberedWrites start(RedisClusterClient client) {
    return new NumberedWrites(client);
  }

  /** Waits until half as many writes more as there are keys have been acknowledged. */
  public void awaitMore() {
    int before = writes.get();
    await().atMost(PATIENCE).until(() -> writes.get() > before + KEYS / 2);
  }

  /** Stops once every key has been written. */
  public void stop() {
    stop.set(true);
    writer.join();
  }

  /** How many writes were not acknowledged. */
  public int refused() {
    return refused.get();
  }

  /**
   * Every key has its last acknowledged number, or a later one whose answer was lost. An engine
   * that was killed a moment ago has time to find its way back.
   */
  public void assertNoneLost(RedisClusterClient client) {
    try (var connection = client.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      assertThat(acknowledged).hasSize(KEYS);
      acknowledged.forEach(
          (key, number) -> assertThat(read(commands, key)).as(key).isGreaterThanOrEqualTo(number));
    }
  }

  /** The number of a key, -1 without one. */
  private static int read(RedisAdvancedClusterCommands<String, String> commands, String key) {
    return await()
        .pollDelay(Duration.ZERO)
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(RedisException.class)
        .until(() -> number(commands.get(key)), number -> true);
  }

  private static int number(@Nullable String value) {
    return value == null ? -1 : Integer.parseInt(value);
  }

  /** Stops at once. */
  @Override
  public void close() {
    closed.set(true);
    writer.join();
  }

  private boolean goesOn() {
    return !stop.get() || acknowledged.size() < KEYS;
  }

  private void write(RedisClusterClient client) {
    try (var connection = client.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      for (int number = 0; !closed.get() && goesOn(); number++) {
        String key = "key:" + number % KEYS;
        try {
          commands.set(key, String.valueOf(number));
          acknowledged.put(key, number);
          writes.incrementAndGet();
        } catch (RedisException e) {
          // Not acknowledged, so nothing was promised.
          refused.incrementAndGet();
        }
      }
    }
  }
}
