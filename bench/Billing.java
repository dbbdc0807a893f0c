import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import java.util.UUID;
import org.postgresql.PGConnection;
import software.amazon.awssdk.http.SdkHttpMethod;

/**
 * How long questions about costs take, with a year of 10,000 nodes behind them: with 100,000, a
 * million and ten million intervals.
 *
 * <p>Arguments: the data directory of a running server, and the largest allowed milliseconds of the
 * costs of a year by cluster and month, and of one account's month to date.
 */
final class Billing {

  private static final int NODES = 10_000;
  private static final int NODES_PER_CLUSTER = 6;
  private static final long[] INTERVALS = {100_000, 1_000_000, 10_000_000};
  private static final int QUESTIONS = 31;
  private static final int WARM_UP = 20;
  private static final String[] TYPES = {"db.r6g.large", "db.r6g.xlarge", "db.t4g.small"};

  /** Has all nodes but those of the other. */
  private static final String LARGE_ACCOUNT = "000000000000";

  private static final String SMALL_ACCOUNT = "111111111111";
  private static final int SMALL_ACCOUNTS_NODES = 500;

  private final Server server;
  private final Api large;
  private final Api small;
  private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private final Instant start = end.atOffset(ZoneOffset.UTC).minusYears(1).toInstant();

  private Billing(Path data) throws Exception {
    this.server = new Server(data);
    this.large = new Api(server.endpoint());
    this.small = new Api(server.endpoint(), "us-east-1", "small", "small");
  }

  public static void main(String[] arguments) throws Exception {
    Billing bench = new Billing(Path.of(arguments[0]));
    double mostOfYear = Double.parseDouble(arguments[1]);
    double mostOfMonth = Double.parseDouble(arguments[2]);
    double year = 0;
    double month = 0;
    for (long intervals : INTERVALS) {
      bench.load(intervals);
      String sums = bench.addUp();
      year = bench.year();
      double monthOfAll = median(bench.large, "/v1/billing/costs");
      month = median(bench.small, "/v1/billing/costs");
      System.out.printf(
          "%,11d intervals: %s; year by cluster and month %.0f ms; month to date of %,d nodes %.1f ms,"
              + " of %d nodes %.1f ms%n",
          intervals,
          sums,
          year,
          NODES - SMALL_ACCOUNTS_NODES,
          monthOfAll,
          SMALL_ACCOUNTS_NODES,
          month);
    }
    System.out.printf(
        "with ten million: %.0f ms (at most %.0f), %.1f ms (at most %.0f)%n",
        year, mostOfYear, month, mostOfMonth);
    if (year > mostOfYear || month > mostOfMonth) {
      System.exit(1);
    }
  }

  /** Every node has as many intervals, one after the other; the last goes on. */
  private void load(long intervals) throws Exception {
    try (Connection connection = server.database();
        Statement statement = connection.createStatement();
        PipedInputStream in = new PipedInputStream(1 << 20);
        PipedOutputStream out = new PipedOutputStream(in)) {
      statement.execute("truncate usage_interval, usage_day, usage_month");
      statement.execute("update usage_rollup set until = '2000-01-01T00:00Z'");
      Thread writer = Thread.ofPlatform().start(() -> write(out, intervals));
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn(
              "copy usage_interval (node_id, started_at, stopped_at, run_started_at, account_id,"
                  + " region, cluster_name, shard_name, node_name, node_type, engine, tags)"
                  + " from stdin",
              in);
      writer.join();
      statement.execute("analyze usage_interval");
    }
  }

  private void write(OutputStream out, long intervals) {
    Random random = new Random(1);
    long each = intervals / NODES;
    long length = (end.getEpochSecond() - start.getEpochSecond()) / each;
    try (Writer text = new OutputStreamWriter(out, StandardCharsets.US_ASCII)) {
      for (int node = 0; node < NODES; node++) {
        int cluster = node / NODES_PER_CLUSTER;
        String id = new UUID(node, 0).toString();
        String engine = cluster % 2 == 0 ? "redis" : "valkey";
        Instant since = start.plusSeconds(random.nextLong(3_600));
        for (long i = 0; i < each; i++) {
          Instant until = since.plusSeconds(length - 1_800 + random.nextLong(3_600));
          boolean last = i == each - 1 || !until.isBefore(end);
          text.write(
              "%s\t%s\t%s\t%s\t%s\tus-east-1\tc%d\t0001\tc%d-0001-00%d\t%s\t%s\t{\"team\":\"t%d\"}\n"
                  .formatted(
                      id,
                      since,
                      last ? "\\N" : until,
                      since,
                      node < SMALL_ACCOUNTS_NODES ? SMALL_ACCOUNT : LARGE_ACCOUNT,
                      cluster,
                      cluster,
                      node % NODES_PER_CLUSTER,
                      TYPES[(int) ((i + cluster) % TYPES.length)],
                      engine,
                      cluster % 10));
          if (last) {
            break;
          }
          since = until;
        }
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The command that adds up what wasn't yet, makes all sums anew, and compares. */
  private String addUp() throws Exception {
    long begin = System.nanoTime();
    String answer = large.rest(SdkHttpMethod.POST, "/v1/billing/usage/rebuild");
    if (!answer.contains("\"corrected\":0")) {
      throw new IllegalStateException(answer);
    }
    return "added up twice in %.0f s, the same".formatted(Figures.secondsSince(begin));
  }

  private double year() throws Exception {
    String from = start.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).toString();
    String to =
        end.atOffset(ZoneOffset.UTC).toLocalDate().withDayOfMonth(1).plusMonths(1).toString();
    return median(
        large,
        "/v1/billing/costs?from=%s&to=%s&granularity=month&groupBy=cluster".formatted(from, to));
  }

  private static double median(Api api, String path) throws Exception {
    double[] millis = new double[QUESTIONS];
    for (int i = -WARM_UP; i < QUESTIONS; i++) {
      long begin = System.nanoTime();
      String answer = api.rest(SdkHttpMethod.GET, path);
      double taken = Figures.secondsSince(begin) * 1_000;
      if (!answer.startsWith("{\"currency\"")) {
        throw new IllegalStateException(answer);
      }
      if (i >= 0) {
        millis[i] = taken;
      }
    }
    return Figures.median(millis);
  }
}
