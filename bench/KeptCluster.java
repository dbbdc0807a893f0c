import java.nio.file.Path;

/** Gives a server something to keep: a cluster, available. Its argument is the data directory. */
final class KeptCluster {

  private KeptCluster() {}

  public static void main(String[] arguments) throws Exception {
    new Server(Path.of(arguments[0])).create("kept", 1, 1);
  }
}
