package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.SlotHash;
import io.lettuce.core.cluster.api.sync.RedisAdvancedClusterCommands;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.AclAlreadyExistsException;
import software.amazon.awssdk.services.memorydb.model.AclNotFoundException;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.ClusterAlreadyExistsException;
import software.amazon.awssdk.services.memorydb.model.ClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.InputAuthenticationType;
import software.amazon.awssdk.services.memorydb.model.InvalidAclStateException;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterValueException;
import software.amazon.awssdk.services.memorydb.model.User;
import software.amazon.awssdk.services.memorydb.model.UserNotFoundException;

/** The product as an application and its infrastructure code meet it. */
class AwsSdkIT {

  private static final String PASSWORD = "correct-horse-battery-staple";

  private final TestServer server = TestServer.start();
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void servesAClusterFromItsCreationToItsEnd() throws IOException {
    createUser("app", "on ~app:* +@all");
    createAcl("app-acl", "app");
    Clusters.create(api, "demo", 3, 1, "app-acl");

    Cluster cluster = Clusters.awaitAvailable(api, "demo");

    assertThat(cluster.numberOfShards()).isEqualTo(3);
    assertThat(cluster.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.numberOfNodes()).isEqualTo(2);
              assertThat(shard.nodes())
                  .extracting(node -> node.availabilityZone())
                  .doesNotHaveDuplicates();
            });
    try (RedisClusterClient client =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), "app", PASSWORD);
        var connection = client.connect()) {
      RedisAdvancedClusterCommands<String, String> commands = connection.sync();
      IntStream.range(0, 100).forEach(i -> commands.set("app:" + i, "value " + i));
      assertThat(IntStream.range(0, 100).mapToObj(i -> commands.get("app:" + i)))
          .containsExactlyElementsOf(IntStream.range(0, 100).mapToObj(i -> "value " + i).toList());
      assertThat(client.getPartitions().stream().mapToInt(node -> node.getSlots().size()).sum())
          .as("slots of the primaries, and of the replicas for them")
          .isGreaterThanOrEqualTo(SlotHash.SLOT_COUNT);
      assertThatExceptionOfType(RedisException.class)
          .isThrownBy(() -> commands.set("other:1", "x"))
          .withMessageContaining("NOPERM");
      assertThatExceptionOfType(RedisException.class)
          .isThrownBy(() -> commands.configSet("appendfsync", "no"))
          .withMessageContaining("NOPERM");
    }
    assertThat(EngineProcessesOf.directory(server.directory())).hasSize(6);
    assertThatExceptionOfType(InvalidAclStateException.class)
        .as("the list is in use")
        .isThrownBy(() -> api.deleteACL(request -> request.aclName("app-acl")));

    api.deleteCluster(request -> request.clusterName("demo"));
    Clusters.awaitGone(api, "demo");

    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
    try (Stream<Path> nodes = Files.list(server.directory().resolve("data-plane/nodes"))) {
      assertThat(nodes).isEmpty();
    }
    assertThat(rows("node")).isZero();
    assertThat(rows("usage_interval where stopped_at is null")).isZero();
    assertThat(rows("usage_interval")).isEqualTo(6);
    api.deleteACL(request -> request.aclName("app-acl"));
    api.deleteUser(request -> request.userName("app"));
  }

  @Test
  void closesARunningClusterToAUserWhoIsDeleted() {
    createUser("app", "on ~* +@all");
    createUser("stays", "on ~* +@all");
    createAcl("app-acl", "app", "stays");
    Clusters.create(api, "demo", 1, 1, "app-acl");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    try (RedisClusterClient stays =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), "stays", PASSWORD);
        var connection = stays.connect()) {
      String id = String.valueOf(connection.sync().clientId());

      api.deleteUser(request -> request.userName("app"));

      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThatExceptionOfType(UserNotFoundException.class)
                      .isThrownBy(() -> api.describeUsers(request -> request.userName("app"))));
      try (RedisClusterClient app =
          Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), "app", PASSWORD)) {
        assertThatExceptionOfType(RedisException.class).isThrownBy(app::connect);
      }
      assertThat(String.valueOf(connection.sync().clientId()))
          .as("the other user's connection is still the same")
          .isEqualTo(id);
    }
    assertThat(
            api.describeACLs(request -> request.aclName("app-acl")).acLs().getFirst().userNames())
        .containsExactly("stays");
  }

  @Test
  void servesWithoutTlsToEveryoneButOnlyWithOpenAccess() {
    createUser("app", "on ~* +@all");
    createAcl("app-acl", "app");
    assertThatExceptionOfType(InvalidParameterCombinationException.class)
        .isThrownBy(
            () ->
                api.createCluster(
                    request ->
                        request
                            .clusterName("plain")
                            .nodeType("db.t4g.small")
                            .aclName("app-acl")
                            .tlsEnabled(false)));

    api.createCluster(
        request ->
            request
                .clusterName("plain")
                .nodeType("db.t4g.small")
                .aclName("open-access")
                .numReplicasPerShard(0)
                .port(6400)
                .tlsEnabled(false));
    Cluster cluster = Clusters.awaitAvailable(api, "plain");

    assertThat(cluster.clusterEndpoint().port()).isEqualTo(6400);
    try (RedisClusterClient client = Clusters.client(cluster.clusterEndpoint(), null, null, "");
        var connection = client.connect()) {
      assertThat(connection.sync().set("key", "value")).isEqualTo("OK");
    }
  }

  @Test
  void refusesPlaintextWhereTlsIsOn() {
    Clusters.create(api, "demo", 1, 0, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");

    try (RedisClusterClient client = Clusters.client(cluster.clusterEndpoint(), null, null, "")) {
      assertThatExceptionOfType(RedisConnectionException.class).isThrownBy(client::connect);
    }
  }

  @Test
  void keepsAccountsAndRegionsApart() {
    createUser("app", "on ~* +@all");
    MemoryDbClient elsewhere = server.sdk(Region.EU_WEST_1, "test", "test");
    MemoryDbClient other = server.sdk(Region.US_EAST_1, "other", "other-secret");

    for (MemoryDbClient client : List.of(elsewhere, other)) {
      assertThat(client.describeUsers(all -> {}).users())
          .extracting(User::name)
          .containsExactly("default");
    }
    assertThat(api.describeUsers(all -> {}).users().getFirst().arn())
        .isEqualTo("arn:aws:memorydb:us-east-1:000000000000:user/app");
    assertThat(elsewhere.describeUsers(all -> {}).users().getFirst().arn())
        .isEqualTo("arn:aws:memorydb:eu-west-1:000000000000:user/default");
    assertThat(other.describeUsers(all -> {}).users().getFirst().arn())
        .isEqualTo("arn:aws:memorydb:us-east-1:111111111111:user/default");
  }

  @Test
  void pagesThroughLists() {
    List<String> names = IntStream.range(10, 55).mapToObj(i -> "user-" + i).toList();
    names.forEach(name -> createUser(name, "on ~* +@all"));

    assertThat(
            api.describeUsersPaginator(request -> request.maxResults(20)).stream()
                .map(page -> page.users().size()))
        .containsExactly(20, 20, 6);
    String token = api.describeUsers(request -> request.maxResults(20)).nextToken();
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .as("a token of another list")
        .isThrownBy(() -> api.describeACLs(request -> request.nextToken(token)));
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .isThrownBy(() -> api.describeUsers(request -> request.nextToken("nonsense")));
  }

  @Test
  void saysWhatIsWrongInTheTypesOfTheSdk() {
    assertThatExceptionOfType(ClusterNotFoundException.class)
        .isThrownBy(() -> api.deleteCluster(request -> request.clusterName("nothing")))
        .withMessageContaining("Cluster nothing not found");
    assertThatExceptionOfType(AclNotFoundException.class)
        .isThrownBy(() -> Clusters.create(api, "demo", 1, 0, "nothing"));
    api.createACL(request -> request.aclName("app-acl"));
    assertThatExceptionOfType(AclAlreadyExistsException.class)
        .isThrownBy(() -> api.createACL(request -> request.aclName("app-acl")))
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(400);
              assertThat(e.requestId()).isNotBlank();
            });
  }

  @Test
  void createsOneOfTwoClustersWithTheSameName() {
    List<Boolean> created =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i -> {
                  try {
                    Clusters.create(api, "demo", 1, 0, "open-access");
                    return true;
                  } catch (ClusterAlreadyExistsException e) {
                    return false;
                  }
                })
            .toList();

    assertThat(created).containsOnlyOnce(true);
    Clusters.awaitAvailable(api, "demo");
    assertThat(EngineProcessesOf.directory(server.directory())).hasSize(1);
  }

  @Test
  void passesOverAddressesThatSomethingElseListensOn() throws IOException {
    Clusters.create(api, "first", 1, 0, "open-access");
    String address = Clusters.awaitAvailable(api, "first").clusterEndpoint().address();
    int dot = address.lastIndexOf('.') + 1;
    String next = address.substring(0, dot) + (Integer.parseInt(address.substring(dot)) + 1);

    try (ServerSocket inTheWay = new ServerSocket(6379, 1, InetAddress.getByName(next))) {
      Clusters.create(api, "second", 1, 0, "open-access");

      assertThat(Clusters.awaitAvailable(api, "second").clusterEndpoint().address())
          .isNotIn(address, inTheWay.getInetAddress().getHostAddress());
    }
  }

  private void createUser(String name, String accessString) {
    api.createUser(
        request ->
            request
                .userName(name)
                .accessString(accessString)
                .authenticationMode(
                    mode -> mode.type(InputAuthenticationType.PASSWORD).passwords(PASSWORD)));
  }

  /** As in AWS, a cluster can be created with an access control list only when that is active. */
  private void createAcl(String name, String... users) {
    api.createACL(request -> request.aclName(name).userNames(users));
    await()
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(
            () ->
                assertThat(
                        api.describeACLs(request -> request.aclName(name))
                            .acLs()
                            .getFirst()
                            .status())
                    .isEqualTo("active"));
  }

  private long rows(String table) {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }
}
