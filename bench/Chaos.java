import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * Engines of a cluster killed at random while clients write. Arguments: the data directory of a
 * running server, for how many seconds, and the seed of the choices.
 */
final class Chaos {

  private static final int SHARDS = 3;
  private static final int NODES = 2 * SHARDS;
  private static final int WRITERS = 4;

  private Chaos() {}

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(Path.of(arguments[0]));
    long seconds = Long.parseLong(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Random random = new Random(seed);
    JsonNode cluster = server.create("bench", SHARDS, 1);
    try (Writers writers = new Writers(Server.address(cluster), server.tls(), WRITERS)) {
      writers.awaitMore(1_000);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      int kills = 0;
      while (System.nanoTime() < end) {
        List<ProcessHandle> engines = Server.until(() -> all(server));
        engines.get(random.nextInt(NODES)).destroyForcibly();
        kills++;
        Thread.sleep(random.nextInt(2_000));
      }
      Server.until(() -> isWhole(server) ? true : null);
      double stall = writers.longestStallSeconds();
      int lost = writers.lost();
      System.out.printf(
          "seed %d: %d kills in %d s, %d writes acknowledged, %d refused, %d lost%n",
          seed, kills, seconds, writers.writes(), writers.refused(), lost);
      System.out.printf("longest time without a write: %.1f s; all nodes are available%n", stall);
      if (lost > 0) {
        System.exit(1);
      }
    }
  }

  /** All engines of the cluster, or null while some are missing. */
  private static List<ProcessHandle> all(Server server) {
    String prefix = server.data() + "/data-plane/nodes/bench-";
    List<ProcessHandle> engines =
        ProcessHandle.allProcesses()
            .filter(
                process ->
                    process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .anyMatch(argument -> argument.startsWith(prefix)))
            .sorted(Comparator.comparing(ProcessHandle::pid))
            .toList();
    return engines.size() < NODES ? null : engines;
  }

  private static boolean isWhole(Server server) throws Exception {
    JsonNode cluster = server.details("bench");
    int available = 0;
    int slots = 0;
    for (JsonNode shard : cluster.path("Shards")) {
      for (JsonNode node : shard.path("Nodes")) {
        available += node.path("Status").asString("").equals("available") ? 1 : 0;
      }
      for (String range : shard.path("Slots").asString("").split(",")) {
        String[] ends = range.split("-");
        slots += 1 + Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]);
      }
    }
    return cluster.path("Status").asString("").equals("available")
        && available == NODES
        && slots == 16_384
        && all(server) != null;
  }
}
