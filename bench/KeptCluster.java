import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Gives a server something to keep: a cluster, available. Its argument is the data directory. */
final class KeptCluster {

  private KeptCluster() {}

  public static void main(String[] arguments) throws Exception {
    Properties state = new Properties();
    try (var reader = Files.newBufferedReader(Path.of(arguments[0], "server.state"))) {
      state.load(reader);
    }
    Api api = new Api(URI.create(state.getProperty("endpoint")));
    api.call(
        "CreateCluster",
        """
        {"ClusterName":"kept","NodeType":"db.t4g.small","ACLName":"open-access","NumShards":1,
         "NumReplicasPerShard":1}""");
    while (!api.call("DescribeClusters", "{\"ClusterName\":\"kept\"}")
        .at("/Clusters/0/Status")
        .asString("")
        .equals("available")) {
      Thread.sleep(20);
    }
  }
}
