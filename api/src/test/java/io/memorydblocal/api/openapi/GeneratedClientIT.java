package io.memorydblocal.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.cluster.RedisClusterClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.client.ApiClient;
import io.memorydblocal.client.ApiException;
import io.memorydblocal.client.api.AclsApi;
import io.memorydblocal.client.api.BillingApi;
import io.memorydblocal.client.api.ClustersApi;
import io.memorydblocal.client.api.EventsApi;
import io.memorydblocal.client.api.TagsApi;
import io.memorydblocal.client.api.UsersApi;
import io.memorydblocal.client.model.Alternative;
import io.memorydblocal.client.model.AuthenticationMode;
import io.memorydblocal.client.model.Cluster;
import io.memorydblocal.client.model.CreateACLRequest;
import io.memorydblocal.client.model.CreateClusterRequest;
import io.memorydblocal.client.model.CreateUserRequest;
import io.memorydblocal.client.model.EstimateRequest;
import io.memorydblocal.client.model.Tag;
import io.memorydblocal.client.model.TagResourceRequest;
import io.memorydblocal.client.model.UpdateClusterRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The SDK for Java that is generated from the contract. */
class GeneratedClientIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "generated";
  private static final String PASSWORD = "correct-horse-battery";

  private final TestServer server = TestServer.start();
  private final ApiClient api = client();
  private final ClustersApi clusters = new ClustersApi(api);

  private ApiClient client() {
    ApiClient client = new ApiClient();
    client.updateBaseUri(server.endpoint().toString());
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer key-of-test"));
    return client;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leadsThroughTheLifeOfACluster() throws Exception {
    new UsersApi(api)
        .createUser(
            new CreateUserRequest()
                .userName("app")
                .accessString("on ~* +@all")
                .authenticationMode(
                    new AuthenticationMode().type("password").passwords(List.of(PASSWORD))),
            null);
    new AclsApi(api)
        .createAcl(new CreateACLRequest().aclName("app-acl").userNames(List.of("app")), null);
    CreateClusterRequest request =
        new CreateClusterRequest()
            .clusterName(NAME)
            .nodeType("db.t4g.small")
            .aclName("app-acl")
            .numShards(1)
            .numReplicasPerShard(0);
    Cluster created = clusters.createCluster(request, "once");
    assertThat(clusters.createCluster(request, "once")).isEqualTo(created);
    await().atMost(PATIENCE).until(() -> status().equals("available"));

    try (RedisClusterClient client =
        Clusters.client(
            Clusters.describe(server.sdk(), NAME).clusterEndpoint(),
            server.caCertificate(),
            "app",
            PASSWORD)) {
      client.connect().sync().set("greeting", "hello");
      assertThat(client.connect().sync().get("greeting")).isEqualTo("hello");
    }

    assertThat(
            new BillingApi(api)
                .estimate(
                    new EstimateRequest()
                        .addAlternativesItem(
                            new Alternative()
                                .nodeType("db.r6g.large")
                                .numShards(2)
                                .numReplicasPerShard(2)
                                .usdPerNodeHour(new BigDecimal("0.25"))),
                    null)
                .getEstimates()
                .getFirst()
                .getPerMonth())
        .isEqualByComparingTo("1095");
    new TagsApi(api)
        .tagResource(
            created.getArn(),
            new TagResourceRequest().addTagsItem(new Tag().key("team").value("shop")),
            null);
    assertThat(new TagsApi(api).listTags(created.getArn()).getTagList())
        .containsExactly(new Tag().key("team").value("shop"));
    assertThat(
            clusters
                .updateCluster(NAME, new UpdateClusterRequest().description("other"))
                .getDescription())
        .isEqualTo("other");
    assertThat(
            new EventsApi(api)
                .describeEvents(NAME, "cluster", null, null, null, null, null)
                .getEvents())
        .isNotEmpty();
    await().atMost(PATIENCE).until(() -> status().equals("available"));
    assertThat(clusters.deleteCluster(NAME, null, null).getStatus()).isEqualTo("deleting");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThatExceptionOfType(ApiException.class)
                    .isThrownBy(this::status)
                    .withMessageContaining("ClusterNotFoundFault")
                    .returns(404, ApiException::getCode));
  }

  private String status() throws ApiException {
    return clusters.getCluster(NAME, null).getStatus();
  }
}
