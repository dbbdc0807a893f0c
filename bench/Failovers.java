import java.nio.file.Path;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/**
 * FailoverShard again and again, over the shards in turn, while clients write. Arguments: the data
 * directory of a running server, how many failovers, and the most seconds that the median of the
 * longest stalls may have.
 */
final class Failovers {

  private static final int SHARDS = 3;
  private static final int WRITERS = 4;

  private Failovers() {}

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(Path.of(arguments[0]));
    int number = Integer.parseInt(arguments[1]);
    double limit = Double.parseDouble(arguments[2]);
    JsonNode cluster = server.create("bench", SHARDS, 1);
    double[] stalls = new double[number];
    try (Writers writers = new Writers(Server.address(cluster), server.tls(), WRITERS)) {
      writers.awaitMore(1_000);
      double ordinary = 0;
      for (int i = 0; i < number; i++) {
        String shard = "%04d".formatted(1 + i % SHARDS);
        ordinary = Math.max(ordinary, writers.longestStallSeconds());
        long before = completed(server);
        JsonNode answer =
            Server.until(
                () -> {
                  JsonNode said =
                      server.call(
                          "FailoverShard",
                          "{\"ClusterName\":\"bench\",\"ShardName\":\"%s\"}".formatted(shard));
                  // The one before isn't over.
                  boolean early = said.path("__type").asString("").contains("InvalidClusterState");
                  return early ? null : said;
                });
        if (!answer.has("Cluster")) {
          throw new IllegalStateException(answer.toString());
        }
        Server.until(() -> completed(server) > before ? true : null);
        writers.awaitMore(500);
        stalls[i] = writers.longestStallSeconds();
      }
      int lost = writers.lost();
      double[] sorted = Arrays.stream(stalls).sorted().toArray();
      double median = sorted[number / 2];
      System.out.printf(
          "%d failovers, %d writes acknowledged, %d refused, %d lost%n",
          number, writers.writes(), writers.refused(), lost);
      System.out.printf(
          "longest stall of a write: median %.3f s (at most %.1f), longest of all %.3f s%n",
          median, limit, sorted[number - 1]);
      if (lost > 0 || median > limit) {
        System.exit(1);
      }
    }
  }

  private static long completed(Server server) throws Exception {
    JsonNode events =
        server.call(
            "DescribeEvents",
            "{\"SourceName\":\"bench\",\"SourceType\":\"cluster\",\"MaxResults\":100}");
    long completed = 0;
    JsonNode page = events;
    while (true) {
      for (JsonNode event : page.path("Events")) {
        completed += event.path("Message").asString("").startsWith("Failover to replica") ? 1 : 0;
      }
      String next = page.path("NextToken").asString("");
      if (next.isEmpty()) {
        return completed;
      }
      page =
          server.call(
              "DescribeEvents",
              "{\"SourceName\":\"bench\",\"SourceType\":\"cluster\",\"MaxResults\":100,\"NextToken\":\"%s\"}"
                  .formatted(next));
    }
  }
}
