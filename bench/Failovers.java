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
      for (int i = 0; i < number; i++) {
        String shard = "%04d".formatted(1 + i % SHARDS);
        // Only what comes from here on is this failover's.
        writers.longestStallSeconds();
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
      double median = Figures.median(stalls);
      System.out.printf(
          "%d failovers, %d writes acknowledged, %d refused, %d lost%n",
          number, writers.writes(), writers.refused(), lost);
      System.out.printf(
          "longest stall of a write: median %.3f s (at most %.1f), longest of all %.3f s%n",
          median, limit, Arrays.stream(stalls).max().orElse(0));
      if (lost > 0 || median > limit) {
        System.exit(1);
      }
    }
  }

  private static long completed(Server server) throws Exception {
    long completed = 0;
    String token = "";
    do {
      JsonNode page =
          server.call(
              "DescribeEvents",
              """
              {"SourceName":"bench","SourceType":"cluster","MaxResults":100%s}"""
                  .formatted(token.isEmpty() ? "" : ",\"NextToken\":\"" + token + "\""));
      for (JsonNode event : page.path("Events")) {
        completed += event.path("Message").asString("").startsWith("Failover to replica") ? 1 : 0;
      }
      token = page.path("NextToken").asString("");
    } while (!token.isEmpty());
    return completed;
  }
}
