import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * From the start of the server, on a directory that holds a cluster with data, to the answer to the
 * first DescribeClusters; PostgreSQL included. Beside it moto's server, which keeps nothing, where
 * it is installed. Memory is proportional set size: pages that processes share are counted once.
 *
 * <p>Arguments: the repository, the data directory, the number of rounds, the largest allowed ratio
 * of the medians, and moto's command, if there is one.
 */
final class Startup {

  private record Run(double seconds, long serverKib, long databaseKib) {}

  private final Path data;

  private Startup(Path data) {
    this.data = data;
  }

  public static void main(String[] arguments) throws Exception {
    Startup bench = new Startup(Path.of(arguments[1]).toRealPath());
    int rounds = Integer.parseInt(arguments[2]);
    double limit = Double.parseDouble(arguments[3]);
    Optional<String> moto = Arrays.stream(arguments).skip(4).findFirst();
    Run[] ours = new Run[rounds];
    Run[] theirs = new Run[rounds];
    for (int i = -1; i < rounds; i++) {
      int port = freePort();
      Run product =
          bench.run(
              port,
              arguments[0] + "/memorydb",
              "up",
              "--data-dir",
              bench.data.toString(),
              "--port",
              String.valueOf(port));
      Run other = null;
      if (moto.isPresent()) {
        int otherPort = freePort();
        other = bench.run(otherPort, moto.get(), "-H", "127.0.0.1", "-p", String.valueOf(otherPort));
      }
      // The first of both fills the file cache; it isn't counted.
      if (i >= 0) {
        ours[i] = product;
        theirs[i] = other;
        System.out.printf("round %d: MemoryDB Local %.2f s%s%n", i + 1, product.seconds(),
            other == null ? "" : ", moto %.2f s".formatted(other.seconds()));
      }
    }
    System.out.printf(
        "median: MemoryDB Local %.2f s, server %d MiB and PostgreSQL %d MiB%n",
        median(ours),
        ours[rounds - 1].serverKib() / 1024,
        ours[rounds - 1].databaseKib() / 1024);
    if (moto.isEmpty()) {
      System.out.println("moto's server is not installed: nothing to compare with");
      return;
    }
    double ratio = median(ours) / median(theirs);
    System.out.printf(
        "median: moto %.2f s, %d MiB; ratio %.2f (at most %.2f)%n",
        median(theirs), theirs[rounds - 1].serverKib() / 1024, ratio, limit);
    if (ratio > limit) {
      System.exit(1);
    }
  }

  private Run run(int port, String... command) throws Exception {
    Api api = new Api(URI.create("http://127.0.0.1:" + port));
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    try {
      while (!answers(api)) {
        if (!process.isAlive() || System.nanoTime() - start > 120_000_000_000L) {
          throw new IllegalStateException(String.join(" ", command) + " doesn't serve");
        }
        Thread.sleep(5);
      }
      double seconds = Figures.secondsSince(start);
      List<ProcessHandle> database =
          withDescendants(all().filter(handle -> says(handle, data + "/postgresql/data")));
      List<ProcessHandle> server =
          withDescendants(Stream.of(process.toHandle())).stream()
              .filter(handle -> !database.contains(handle))
              .filter(handle -> !says(handle, data + "/data-plane"))
              .toList();
      return new Run(seconds, memory(server), memory(database));
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean answers(Api api) throws InterruptedException {
    try {
      return api.call("DescribeClusters", "{}").has("Clusters");
    } catch (IOException e) {
      return false;
    }
  }

  private static Stream<ProcessHandle> all() {
    return ProcessHandle.allProcesses();
  }

  private static List<ProcessHandle> withDescendants(Stream<ProcessHandle> roots) {
    return roots
        .flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
        .distinct()
        .toList();
  }

  private static boolean says(ProcessHandle process, String word) {
    return process.info().arguments().map(Arrays::stream).orElse(Stream.empty())
        .anyMatch(argument -> argument.startsWith(word));
  }

  private static long memory(List<ProcessHandle> processes) throws IOException {
    long total = 0;
    for (ProcessHandle process : processes) {
      Path file = Path.of("/proc", String.valueOf(process.pid()), "smaps_rollup");
      if (Files.isReadable(file)) {
        total +=
            Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
      }
    }
    return total;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double median(Run[] runs) {
    double[] sorted = Arrays.stream(runs).mapToDouble(Run::seconds).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
