import java.io.File;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * How long operations take that only write down and read what there is, with few and with many
 * resources of their kind, over one connection and over sixteen. Client and server share the
 * machine, and the times have the client's signatures in them.
 *
 * <p>Arguments: the data directory of a running server, the kind of resources ({@code users} or
 * {@code subnet-groups}), and moto's command if it is to be measured too. It has no users.
 */
final class ControlPlane {

  private static final int[] SIZES = {10, 1_000, 10_000};

  /** A list of resources has a Region of its own. */
  private static final List<String> REGIONS = List.of("us-east-1", "us-east-2", "us-west-2");

  private static final int[] CONNECTIONS = {1, 16};
  private static final long MEASURED = 1_000_000_000L;
  private static final long WARMING_UP = 300_000_000L;
  private static final long FILLING = 180_000_000_000L;

  /** Creations make the list longer, so that there can't be many of them. */
  private static final int CREATIONS = 200;

  private enum Kind {
    USERS(
        "User",
        """
        {"UserName":"u%1$05d","AccessString":"on ~app:* +@all",
         "AuthenticationMode":{"Type":"password","Passwords":["correct-horse-battery-staple"]}}"""),
    SUBNET_GROUPS("SubnetGroup", "{\"SubnetGroupName\":\"g%1$05d\",\"SubnetIds\":[\"%2$s\"]}");

    private final String noun;
    private final String creation;

    Kind(String noun, String creation) {
      this.noun = noun;
      this.creation = creation;
    }
  }

  private interface Call {

    /** Makes a request with a number, and says whether it was answered as it should be. */
    boolean make(int number) throws Exception;
  }

  private record Measurement(double p50, double p99, double perSecond) {}

  private final Kind kind;
  private final Api api;
  private final String subnet;
  private final AtomicInteger created = new AtomicInteger();
  private String arnPrefix = "";

  private ControlPlane(Kind kind, URI endpoint, String region, String subnet) {
    this.kind = kind;
    this.api = new Api(endpoint, region);
    this.subnet = subnet;
  }

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(Path.of(arguments[0]));
    Kind kind = Kind.valueOf(arguments[1].toUpperCase().replace('-', '_'));
    report("MemoryDB Local", kind, server.endpoint());
    if (arguments.length > 2) {
      int port = freePort();
      Process moto =
          new ProcessBuilder(arguments[2], "-H", "127.0.0.1", "-p", String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
      try {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        awaitAnswer(endpoint, moto);
        report("moto", kind, endpoint);
      } finally {
        moto.descendants().forEach(ProcessHandle::destroy);
        moto.destroy();
        moto.waitFor();
      }
    }
  }

  private static void report(String server, Kind kind, URI endpoint) throws Exception {
    System.out.printf("%s, %s%n", server, kind.name().toLowerCase().replace('_', ' '));
    System.out.printf("%7s  %-20s  %-32s  %s%n", "there", "", "1 connection", "16 connections");
    for (int i = 0; i < SIZES.length; i++) {
      String subnet = kind == Kind.SUBNET_GROUPS ? subnet(endpoint, REGIONS.get(i)) : "";
      ControlPlane bench = new ControlPlane(kind, endpoint, REGIONS.get(i), subnet);
      if (!bench.fill(SIZES[i])) {
        System.out.printf("%,7d  not made within %d s%n", SIZES[i], FILLING / 1_000_000_000L);
        return;
      }
      bench.report(SIZES[i], "Describe" + kind.noun + "s", bench::describe, Integer.MAX_VALUE);
      bench.report(SIZES[i], "TagResource", bench::tag, Integer.MAX_VALUE);
      bench.report(SIZES[i], "Create" + kind.noun, number -> bench.create(), CREATIONS);
    }
  }

  private void report(int size, String name, Call call, int atMost) throws Exception {
    List<String> columns = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      if (atMost == Integer.MAX_VALUE) {
        measure(call, connections, WARMING_UP, atMost);
      }
      Measurement measured = measure(call, connections, MEASURED, atMost);
      columns.add(
          "p50 %6.1f p99 %6.1f ms %5.0f/s"
              .formatted(measured.p50(), measured.p99(), measured.perSecond()));
    }
    System.out.printf("%,7d  %-20s  %s  %s%n", size, name, columns.get(0), columns.get(1));
  }

  /** Makes resources over all connections until there are enough. */
  private boolean fill(int size) throws Exception {
    JsonNode first = api.call("Create" + kind.noun, creation(created.getAndIncrement()));
    String arn = first.path(kind.noun).path("ARN").asString("");
    if (arn.isEmpty()) {
      throw new IllegalStateException(first.toString());
    }
    arnPrefix = arn.substring(0, arn.length() - name(0).length());
    measure(number -> create(), CONNECTIONS[1], FILLING, size - 1);
    return created.get() >= size;
  }

  private boolean create() throws Exception {
    return api.call("Create" + kind.noun, creation(created.getAndIncrement())).has(kind.noun);
  }

  private boolean describe(int number) throws Exception {
    return api.call("Describe" + kind.noun + "s", "{\"MaxResults\":100}").has(kind.noun + "s");
  }

  /** Any of the resources gets a tag, or its tag another value. */
  private boolean tag(int number) throws Exception {
    int chosen = ThreadLocalRandom.current().nextInt(created.get());
    return api.call(
            "TagResource",
            "{\"ResourceArn\":\"%s\",\"Tags\":[{\"Key\":\"bench\",\"Value\":\"%d\"}]}"
                .formatted(arnPrefix + name(chosen), number))
        .has("TagList");
  }

  private String creation(int number) {
    return kind.creation.formatted(number, subnet);
  }

  private String name(int number) {
    return (kind == Kind.USERS ? "u%05d" : "g%05d").formatted(number);
  }

  /** Makes a call again and again over some connections, for a time or until it was made enough. */
  private static Measurement measure(Call call, int connections, long nanos, int atMost)
      throws Exception {
    AtomicInteger numbers = new AtomicInteger();
    long start = System.nanoTime();
    List<Long> times = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      List<Future<List<Long>>> workers = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        workers.add(threads.submit(() -> repeat(call, numbers, start + nanos, atMost)));
      }
      for (Future<List<Long>> worker : workers) {
        times.addAll(worker.get());
      }
    }
    double seconds = Figures.secondsSince(start);
    long[] sorted = times.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? new Measurement(0, 0, 0)
        : new Measurement(
            sorted[sorted.length / 2] / 1e6,
            sorted[sorted.length * 99 / 100] / 1e6,
            sorted.length / seconds);
  }

  private static List<Long> repeat(Call call, AtomicInteger numbers, long end, int atMost)
      throws Exception {
    List<Long> times = new ArrayList<>();
    while (System.nanoTime() < end) {
      int number = numbers.getAndIncrement();
      if (number >= atMost) {
        break;
      }
      long start = System.nanoTime();
      if (!call.make(number)) {
        throw new IllegalStateException("a request was refused");
      }
      times.add(System.nanoTime() - start);
    }
    return times;
  }

  /** MemoryDB Local takes any; moto wants one that it has. */
  private static String subnet(URI endpoint, String region) throws Exception {
    String credentials = "AWS4-HMAC-SHA256 Credential=test/20260101/%s/ec2/aws4_request, ";
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .header("Authorization", credentials.formatted(region) + "SignedHeaders=host, Signature=0")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("Action=DescribeSubnets&Version=2016-11-15"))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      Matcher found =
          Pattern.compile("subnet-[0-9a-f]+")
              .matcher(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
      return found.find() ? found.group() : "subnet-1";
    }
  }

  private static void awaitAnswer(URI endpoint, Process process) throws Exception {
    Api api = new Api(endpoint, REGIONS.getFirst());
    while (true) {
      try {
        api.call("DescribeSubnetGroups", "{}");
        return;
      } catch (java.io.IOException e) {
        if (!process.isAlive()) {
          throw new IllegalStateException("moto doesn't serve", e);
        }
        Thread.sleep(20);
      }
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
