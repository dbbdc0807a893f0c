package io.memorydblocal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.NumberedWrites;
import io.memorydblocal.api.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.ApiCallRateForCustomerExceededException;
import software.amazon.awssdk.services.memorydb.model.Cluster;
import software.amazon.awssdk.services.memorydb.model.Endpoint;
import software.amazon.awssdk.services.memorydb.model.InputAuthenticationType;
import software.amazon.awssdk.services.memorydb.model.ParameterNameValue;

/** Changes of what runs, as applications meet them. */
class ChangesIT {

  private static final String FIRST = "correct-horse-battery-staple";
  private static final String SECOND = "staple-battery-horse-correct";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int FAILOVERS = 3;

  private final TestServer server =
      TestServer.start("memorydb.provisioning.quota.failovers-per-day=" + FAILOVERS);
  private final MemoryDbClient api = server.sdk();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void changesUsersAndAccessControlListsOnRunningNodes() {
    createUser("app", FIRST);
    createUser("other", FIRST);
    api.createACL(request -> request.aclName("app-acl").userNames("app"));
    awaitActive("app-acl");
    Clusters.create(api, "demo", 1, 1, "app-acl");
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    try (RedisClusterClient client = client(endpoint, "app", FIRST);
        StatefulRedisClusterConnection<String, String> connection = client.connect()) {
      String id = String.valueOf(connection.sync().clientId());

      changePasswords(FIRST, SECOND);
      assertLogsIn(endpoint, "app", FIRST);
      assertLogsIn(endpoint, "app", SECOND);
      changePasswords(SECOND);
      assertIsRefused(endpoint, "app", FIRST);
      assertLogsIn(endpoint, "app", SECOND);
      assertThat(String.valueOf(connection.sync().clientId()))
          .as("a connection that was there is kept")
          .isEqualTo(id);

      api.updateUser(request -> request.userName("app").accessString("on ~app:* +@all"));
      awaitUserActive();
      try (RedisClusterClient fresh = client(endpoint, "app", SECOND);
          var narrowed = fresh.connect()) {
        assertThat(narrowed.sync().get("app:key")).isNull();
        assertThatExceptionOfType(RedisException.class)
            .isThrownBy(() -> narrowed.sync().get("other:key"))
            .withMessageContaining("NOPERM");
      }

      api.updateACL(
          request -> request.aclName("app-acl").userNamesToAdd("other").userNamesToRemove("app"));
      awaitActive("app-acl");
      assertLogsIn(endpoint, "other", FIRST);
      assertIsRefused(endpoint, "app", SECOND);
      assertThatExceptionOfType(RedisException.class)
          .as("a connection of a removed user is closed")
          .isThrownBy(() -> connection.sync().get("app:key"));
    }
    api.updateCluster(request -> request.clusterName("demo").aclName("open-access"));
    Cluster updated = Clusters.awaitAvailable(api, "demo");
    assertThat(updated.aclName()).isEqualTo("open-access");
    assertIsRefused(endpoint, "other", FIRST);
  }

  @Test
  void failsShardsOverWithoutLosingAWrite() {
    Clusters.create(api, "demo", 2, 1, "open-access");
    Cluster cluster = Clusters.awaitAvailable(api, "demo");
    try (RedisClusterClient client =
            Clusters.client(cluster.clusterEndpoint(), server.caCertificate(), null, "");
        NumberedWrites writes = NumberedWrites.start(client)) {
      for (int call = 1; call <= FAILOVERS; call++) {
        writes.awaitMore();
        String shard = call % 2 == 0 ? "0001" : "0002";
        api.failoverShard(request -> request.clusterName("demo").shardName(shard));
        int done = call;
        await()
            .atMost(PATIENCE)
            .until(
                () -> events("Finished recovery for nodes demo-" + shard + "%") == (done + 1) / 2);
        assertThat(Clusters.describe(api, "demo").status()).isEqualTo("available");
      }
      writes.awaitMore();
      writes.stop();
      writes.assertNoneLost(client);
    }
    assertThatExceptionOfType(ApiCallRateForCustomerExceededException.class)
        .isThrownBy(() -> api.failoverShard(r -> r.clusterName("demo").shardName("0001")));
    assertThat(events("Recovering node demo%")).as("no engine was restarted").isZero();
    assertThat(events("Failover to replica node demo-0002-002 completed")).isEqualTo(1);
    assertThat(events("Failover to replica node demo-0002-001 completed")).isEqualTo(1);
  }

  @Test
  void changesParametersOfRunningEnginesAndAfterTheirRestart() {
    api.createParameterGroup(r -> r.parameterGroupName("mine").family("memorydb_redis7"));
    api.updateParameterGroup(
        r ->
            r.parameterGroupName("mine")
                .parameterNameValues(
                    // The engine that ships with the product can't do it, and serves all the same.
                    ParameterNameValue.builder()
                        .parameterName("activedefrag")
                        .parameterValue("yes")
                        .build()));
    api.createCluster(
        request ->
            request
                .clusterName("demo")
                .nodeType("db.t4g.small")
                .numReplicasPerShard(1)
                .aclName("open-access")
                .parameterGroupName("mine"));
    Endpoint endpoint = Clusters.awaitAvailable(api, "demo").clusterEndpoint();
    assertThat(encodingOfTwoFields(endpoint)).isEqualTo("listpack");

    api.updateParameterGroup(
        r ->
            r.parameterGroupName("mine")
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName("hash-max-listpack-entries")
                        .parameterValue("1")
                        .build()));
    awaitInSync();
    assertThat(encodingOfTwoFields(endpoint)).isEqualTo("hashtable");

    EngineProcessesOf.directory(server.directory()).forEach(ProcessHandle::destroyForcibly);
    await().atMost(PATIENCE).until(() -> events("Finished recovery for node demo%") == 2);
    assertThat(encodingOfTwoFields(endpoint)).isEqualTo("hashtable");

    api.resetParameterGroup(r -> r.parameterGroupName("mine").allParameters(true));
    awaitInSync();
    assertThat(encodingOfTwoFields(endpoint)).isEqualTo("listpack");
  }

  private void awaitInSync() {
    await()
        .atMost(PATIENCE)
        .until(() -> Clusters.describe(api, "demo").parameterGroupStatus(), "in-sync"::equals);
  }

  /** How the engine keeps a small hash shows the setting, without asking for it. */
  private String encodingOfTwoFields(Endpoint endpoint) {
    try (RedisClusterClient client = Clusters.client(endpoint, server.caCertificate(), null, "");
        var connection = client.connect()) {
      connection.sync().del("hash");
      connection.sync().hset("hash", Map.of("one", "1", "two", "2"));
      return connection.sync().objectEncoding("hash");
    }
  }

  @Test
  void tellsWhoIsCalling() {
    AwsJsonClient client =
        new AwsJsonClient(server.endpoint()).scope("us-east-1", "sts").credentials("test", "test");
    var answer =
        client.send("POST", "/", FORM, bytes("Action=GetCallerIdentity&Version=2011-06-15"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/xml"));
    assertThat(answer.body())
        .startsWith(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">")
        .contains("<Arn>arn:aws:iam::000000000000:root</Arn>")
        .contains("<Account>000000000000</Account>");
    var unknown = client.send("POST", "/", FORM, bytes("Action=AssumeRole"));
    assertThat(unknown.statusCode()).isEqualTo(400);
    assertThat(unknown.body()).contains("<Code>InvalidAction</Code>", "AssumeRole");
    assertThat(
            new AwsJsonClient(server.endpoint())
                .send("POST", "/", FORM, bytes("Action=GetCallerIdentity"))
                .body())
        .as("signed for another service")
        .contains("InvalidSignatureException");
  }

  private static final Map<String, String> FORM =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void createUser(String name, String password) {
    api.createUser(
        request ->
            request
                .userName(name)
                .accessString("on ~* +@all")
                .authenticationMode(
                    mode -> mode.type(InputAuthenticationType.PASSWORD).passwords(password)));
  }

  private void changePasswords(String... passwords) {
    api.updateUser(
        request ->
            request
                .userName("app")
                .authenticationMode(
                    mode -> mode.type(InputAuthenticationType.PASSWORD).passwords(passwords)));
    awaitUserActive();
    awaitActive("app-acl");
  }

  private void awaitUserActive() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> api.describeUsers(r -> r.userName("app")).users().getFirst().status(),
            "active"::equals);
    awaitActive("app-acl");
  }

  private void awaitActive(String acl) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> api.describeACLs(r -> r.aclName(acl)).acLs().getFirst().status(),
            "active"::equals);
  }

  private void assertLogsIn(Endpoint endpoint, String user, String password) {
    try (RedisClusterClient client = client(endpoint, user, password)) {
      assertThatCode(() -> client.connect().close()).doesNotThrowAnyException();
    }
  }

  private void assertIsRefused(Endpoint endpoint, String user, String password) {
    try (RedisClusterClient client = client(endpoint, user, password)) {
      assertThatExceptionOfType(RedisException.class).isThrownBy(client::connect);
    }
  }

  private RedisClusterClient client(Endpoint endpoint, String user, String password) {
    return Clusters.client(endpoint, server.caCertificate(), user, password);
  }

  private long events(String pattern) {
    return server
        .bean(JdbcClient.class)
        .sql("select count(*) from resource_event where message like ?")
        .params(List.of(pattern))
        .query(Long.class)
        .single();
  }
}
