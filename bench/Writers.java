import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Clients that write without pause: each in rounds over keys of its own with ever higher numbers, so
 * that a lost write shows as a lower one.
 */
final class Writers implements AutoCloseable {

  private static final int KEYS = 1_000;

  private final HostAndPort endpoint;
  private final JedisClientConfig config;
  private final List<int[]> acknowledged = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicLong writes = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong longestStall = new AtomicLong();
  private volatile boolean over;

  Writers(HostAndPort endpoint, JedisClientConfig config, int number) {
    this.endpoint = endpoint;
    this.config = config;
    for (int i = 0; i < number; i++) {
      int writer = i;
      acknowledged.add(new int[KEYS]);
      threads.add(Thread.ofPlatform().daemon().start(() -> write(writer)));
    }
  }

  /** How many writes were acknowledged so far. */
  long writes() {
    return writes.get();
  }

  /** How many were not. */
  long refused() {
    return refused.get();
  }

  /** The longest time that a writer had to wait for its next acknowledgement since the last call. */
  double longestStallSeconds() {
    return longestStall.getAndSet(0) / 1e9;
  }

  /** Waits until so many more have been acknowledged. */
  void awaitMore(long number) throws Exception {
    long enough = writes.get() + number;
    Server.until(() -> writes.get() >= enough ? true : null);
  }

  /** Stops, then counts the keys whose number is lower than the last acknowledged one. */
  int lost() throws Exception {
    close();
    int lost = 0;
    try (RedisClusterClient client = client()) {
      for (int writer = 0; writer < acknowledged.size(); writer++) {
        for (int i = 0; i < KEYS; i++) {
          String key = key(writer, i);
          String value = Server.until(() -> String.valueOf(client.get(key)));
          int found = value.equals("null") ? 0 : Integer.parseInt(value);
          if (found < acknowledged.get(writer)[i]) {
            lost++;
          }
        }
      }
    }
    return lost;
  }

  private void write(int writer) {
    try (RedisClusterClient client = Server.until(this::client)) {
      long last = System.nanoTime();
      for (int number = 1; !over; number++) {
        int i = number % KEYS;
        try {
          client.set(key(writer, i), String.valueOf(number));
          acknowledged.get(writer)[i] = number;
          writes.incrementAndGet();
          long now = System.nanoTime();
          longestStall.accumulateAndGet(now - last, Math::max);
          last = now;
        } catch (JedisException e) {
          // Not acknowledged, so nothing was promised.
          refused.incrementAndGet();
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RedisClusterClient client() {
    return RedisClusterClient.builder().nodes(Set.of(endpoint)).clientConfig(config).build();
  }

  private static String key(int writer, int i) {
    return "w" + writer + ":" + i;
  }

  @Override
  public void close() throws InterruptedException {
    over = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
