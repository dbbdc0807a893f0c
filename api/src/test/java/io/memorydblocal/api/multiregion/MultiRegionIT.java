package io.memorydblocal.api.multiregion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.ClusterQuotaForCustomerExceededException;
import software.amazon.awssdk.services.memorydb.model.InvalidClusterStateException;
import software.amazon.awssdk.services.memorydb.model.InvalidMultiRegionClusterStateException;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.memorydb.model.InvalidParameterValueException;
import software.amazon.awssdk.services.memorydb.model.MultiRegionCluster;
import software.amazon.awssdk.services.memorydb.model.MultiRegionClusterNotFoundException;
import software.amazon.awssdk.services.memorydb.model.MultiRegionParameter;
import software.amazon.awssdk.services.memorydb.model.RegionalCluster;
import software.amazon.awssdk.services.memorydb.model.Tag;

/** Multi-Region clusters and their members as infrastructure code meets them. */
class MultiRegionIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final String GROUP = "default.memorydb-valkey7.multiregion";

  private final TestServer server =
      TestServer.start(
          "memorydb.provisioning.quota.clusters=26",
          "memorydb.provisioning.quota.regions-per-multi-region-cluster=2");

  private final MemoryDbClient virginia = server.sdk();
  private final MemoryDbClient ireland = server.sdk(Region.EU_WEST_1, "test", "test");
  private final MemoryDbClient tokyo = server.sdk(Region.AP_NORTHEAST_1, "test", "test");

  @AfterEach
  void stop() {
    server.close();
    assertThat(EngineProcessesOf.directory(server.directory())).isEmpty();
  }

  @Test
  void servesItsMembersInTwoRegionsUntilTheyAreDeletedOneByOne() {
    String whole = create("fleet", 2);

    createMember(virginia, "fleet-us", whole);
    assertThat(describe(ireland, whole).status()).isEqualTo("updating");
    assertThatExceptionOfType(InvalidMultiRegionClusterStateException.class)
        .isThrownBy(() -> createMember(ireland, "fleet-eu", whole))
        .withMessageContaining("has status updating which is not valid for a new member");
    assertThatExceptionOfType(InvalidMultiRegionClusterStateException.class)
        .isThrownBy(
            () ->
                virginia.updateMultiRegionCluster(
                    r -> r.multiRegionClusterName(whole).description("x")))
        .withMessageContaining("not valid for modification");
    awaitAvailable(whole);
    serves(Clusters.describe(virginia, "fleet-us"));

    createMember(ireland, "fleet-eu", whole);
    assertThatExceptionOfType(InvalidClusterStateException.class)
        .isThrownBy(() -> deleteMember(virginia, "fleet-us", whole))
        .withMessageContaining(
            "Cluster ldgnf-fleet has status updating which is not valid for deletion.");
    awaitAvailable(whole);
    serves(Clusters.describe(ireland, "fleet-eu"));

    assertThat(describe(virginia, whole))
        .as("the same everywhere")
        .isEqualTo(describe(tokyo, whole))
        .satisfies(
            cluster ->
                assertThat(cluster.clusters())
                    .containsExactly(
                        member("fleet-eu", "eu-west-1"), member("fleet-us", "us-east-1")));
    assertThatExceptionOfType(ClusterQuotaForCustomerExceededException.class)
        .isThrownBy(() -> createMember(tokyo, "fleet-jp", whole))
        .withMessageContaining("at most 2 Regions");
    assertThatExceptionOfType(InvalidMultiRegionClusterStateException.class)
        .isThrownBy(() -> delete(whole))
        .withMessageContaining("fleet-eu in eu-west-1, fleet-us in us-east-1");
    assertThat(rows("tag where arn like '%multiregioncluster%'")).isEqualTo(1);

    deleteMember(virginia, "fleet-us", whole);
    Clusters.awaitGone(virginia, "fleet-us");
    awaitAvailable(whole);
    assertThat(describe(tokyo, whole).clusters()).containsExactly(member("fleet-eu", "eu-west-1"));
    serves(Clusters.describe(ireland, "fleet-eu"));
    deleteMember(ireland, "fleet-eu", whole);
    Clusters.awaitGone(ireland, "fleet-eu");
    awaitAvailable(whole);
    delete(whole);
    awaitGone(whole);

    assertThat(rows("tag")).isZero();
    assertThat(rows("multi_region_cluster")).isZero();
    assertThat(rows("usage_interval where stopped_at is null")).isZero();
  }

  @Test
  void keepsOtherClustersAndAccountsOutOfIt() {
    String whole = create("fleet", 1);
    MemoryDbClient other = server.sdk(Region.US_EAST_1, "other", "other-secret");
    MemoryDbClient paris = server.sdk(Region.EU_WEST_3, "test", "test");

    assertThat(other.describeMultiRegionClusters(all -> {}).multiRegionClusters()).isEmpty();
    assertThatExceptionOfType(MultiRegionClusterNotFoundException.class)
        .isThrownBy(() -> createMember(other, "fleet-us", whole));
    assertThat(paris.describeMultiRegionClusters(all -> {}).multiRegionClusters()).hasSize(1);

    Clusters.create(virginia, "alone", 1, 0, "open-access");
    Clusters.awaitAvailable(virginia, "alone");

    assertThat(Clusters.describe(virginia, "alone").multiRegionClusterName()).isNull();
    assertThatExceptionOfType(InvalidParameterCombinationException.class)
        .isThrownBy(() -> deleteMember(virginia, "alone", whole))
        .withMessageContaining("Cluster alone is not a member of the multi-Region cluster");
    assertThat(describe(virginia, whole).status()).isEqualTo("available");
  }

  @Test
  void pagesThroughListsUpToTheLimit() {
    IntStream.range(10, 36).forEach(i -> request(i % 2 == 0 ? virginia : tokyo, "fleet-" + i, 1));

    assertThat(
            ireland.describeMultiRegionClustersPaginator(page -> page.maxResults(20)).stream()
                .map(page -> page.multiRegionClusters().size()))
        .containsExactly(20, 6);
    assertThatExceptionOfType(ClusterQuotaForCustomerExceededException.class)
        .isThrownBy(() -> request(ireland, "one-more", 1))
        .withMessageContaining("at most 26");

    List<MultiRegionParameter> parameters = parameters();
    assertThat(parameters)
        .hasSize(41)
        .allMatch(parameter -> parameter.source().equals("engine-default"));
    assertThat(parameters.getFirst())
        .satisfies(
            first -> {
              assertThat(first.name()).isEqualTo("acllog-max-len");
              assertThat(first.value()).isEqualTo("128");
              assertThat(first.dataType()).isEqualTo("integer");
              assertThat(first.allowedValues()).isEqualTo("1-10000");
              assertThat(first.minimumEngineVersion()).isNotBlank();
              assertThat(first.description()).isNotBlank();
            });
    String token =
        virginia
            .describeMultiRegionParameters(
                page -> page.multiRegionParameterGroupName(GROUP).maxResults(20))
            .nextToken();
    assertThatExceptionOfType(InvalidParameterValueException.class)
        .as("a token of another list")
        .isThrownBy(
            () ->
                virginia.describeMultiRegionParameters(
                    page ->
                        page.multiRegionParameterGroupName(GROUP)
                            .source("engine-default")
                            .nextToken(token)));
  }

  /** Whoever comes first decides: either there are members and the parent stays, or neither is. */
  @Test
  void comesToOneEndWhenMembersAreCreatedWhileItIsDeleted() throws Exception {
    for (int round = 0; round < 3; round++) {
      String whole = create("race-" + round, 1);

      List<HttpResponse<String>> answers = raceForTheFirstMember(whole);

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200, 400);
      List<String> created =
          answers.stream()
              .filter(answer -> answer.statusCode() == 200)
              .map(HttpResponse::body)
              .filter(body -> body.startsWith("{\"Cluster\""))
              .toList();
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() == 400)
          .extracting(HttpResponse::body)
          .allMatch(
              body ->
                  body.contains("InvalidMultiRegionClusterStateFault")
                      || body.contains("MultiRegionClusterNotFoundFault")
                      || body.contains("already has a member"));
      if (created.isEmpty()) {
        awaitGone(whole);
      } else {
        awaitAvailable(whole);
        assertThat(describe(virginia, whole).clusters())
            .hasSameSizeAs(created)
            .allMatch(member -> member.status().equals("available"));
      }
      assertThat(rows("cluster where multi_region_cluster_name = '" + whole + "'"))
          .isEqualTo(created.size());
    }
  }

  private List<HttpResponse<String>> raceForTheFirstMember(String whole) throws Exception {
    List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
    CyclicBarrier together = new CyclicBarrier(8);
    List<String> regions =
        List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "us-east-1");
    for (int i = 0; i < regions.size(); i++) {
      AwsJsonClient client = new AwsJsonClient(server.endpoint()).scope(regions.get(i), "memorydb");
      String request =
          """
          {"ClusterName":"%s-%d","NodeType":"db.r7g.xlarge","ACLName":"open-access",
           "NumReplicasPerShard":0,"MultiRegionClusterName":"%s"}"""
              .formatted(whole, i, whole);
      calls.add(
          () -> {
            together.await();
            return client.call("CreateCluster", request);
          });
    }
    for (String region : List.of("us-east-1", "eu-west-1")) {
      AwsJsonClient client = new AwsJsonClient(server.endpoint()).scope(region, "memorydb");
      calls.add(
          () -> {
            together.await();
            return client.call(
                "DeleteMultiRegionCluster", "{\"MultiRegionClusterName\":\"" + whole + "\"}");
          });
    }
    List<HttpResponse<String>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      for (Future<HttpResponse<String>> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  private String create(String suffix, int shards) {
    String name = request(virginia, suffix, shards);
    awaitAvailable(name);
    return name;
  }

  private static String request(MemoryDbClient api, String suffix, int shards) {
    return api.createMultiRegionCluster(
            request ->
                request
                    .multiRegionClusterNameSuffix(suffix)
                    .nodeType("db.r7g.xlarge")
                    .numShards(shards)
                    .tags(Tag.builder().key("team").value("blue").build()))
        .multiRegionCluster()
        .multiRegionClusterName();
  }

  private static void createMember(MemoryDbClient api, String name, String whole) {
    api.createCluster(
        request ->
            request
                .clusterName(name)
                .nodeType("db.r7g.xlarge")
                .aclName("open-access")
                .numReplicasPerShard(1)
                .multiRegionClusterName(whole));
  }

  private static void deleteMember(MemoryDbClient api, String name, String whole) {
    api.deleteCluster(request -> request.clusterName(name).multiRegionClusterName(whole));
  }

  private void delete(String whole) {
    virginia.deleteMultiRegionCluster(request -> request.multiRegionClusterName(whole));
  }

  private static MultiRegionCluster describe(MemoryDbClient api, String whole) {
    return api.describeMultiRegionClusters(
            request -> request.multiRegionClusterName(whole).showClusterDetails(true))
        .multiRegionClusters()
        .getFirst();
  }

  private void awaitAvailable(String whole) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(() -> assertThat(describe(tokyo, whole).status()).isEqualTo("available"));
  }

  private void awaitGone(String whole) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () ->
                assertThat(catchThrowable(() -> describe(tokyo, whole)))
                    .isInstanceOf(MultiRegionClusterNotFoundException.class));
  }

  /** A member has the shards and the engine of its multi-Region cluster, and can be used. */
  private void serves(Cluster member) {
    assertThat(member.status()).isEqualTo("available");
    assertThat(member.multiRegionClusterName()).isEqualTo("ldgnf-fleet");
    assertThat(member.numberOfShards()).isEqualTo(2);
    assertThat(member.engineVersion()).isEqualTo("7.3");
    assertThat(member.parameterGroupName()).isEqualTo(GROUP);
    try (RedisClusterClient client =
            Clusters.client(member.clusterEndpoint(), server.caCertificate(), null, "");
        var connection = client.connect()) {
      assertThat(connection.sync().set("key", member.name())).isEqualTo("OK");
      assertThat(connection.sync().get("key")).isEqualTo(member.name());
    }
  }

  private static RegionalCluster member(String name, String region) {
    return RegionalCluster.builder()
        .clusterName(name)
        .region(region)
        .status("available")
        .arn("arn:aws:memorydb:%s:%s:cluster/%s".formatted(region, TestServer.ACCOUNT, name))
        .build();
  }

  /** The SDK has no paginator for them. */
  private List<MultiRegionParameter> parameters() {
    List<MultiRegionParameter> all = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      var page =
          virginia.describeMultiRegionParameters(
              request ->
                  request.multiRegionParameterGroupName(GROUP).maxResults(20).nextToken(next));
      all.addAll(page.multiRegionParameters());
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  private long rows(String table) {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from " + table)
        .query(Long.class)
        .single();
  }
}
