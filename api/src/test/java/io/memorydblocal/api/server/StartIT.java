package io.memorydblocal.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.memorydblocal.api.testing.Clusters;
import io.memorydblocal.api.testing.EngineProcessesOf;
import io.memorydblocal.api.testing.TestServer;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

/** How the server starts and ends, and when it refuses to. */
class StartIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void refusesADataDirectoryThatAnotherServerUses() {
    try (TestServer server = TestServer.start()) {
      assertThatThrownBy(() -> run(server.directory()))
          .hasStackTraceContaining("Another MemoryDB Local is using the data directory");
    }
  }

  @Test
  void refusesToOfferTheWellKnownKeyToOtherMachines() {
    assertThatThrownBy(() -> run(TestServer.freshDirectory(), "--server.address=0.0.0.0"))
        .hasStackTraceContaining("test/test is known to everyone");
  }

  @Test
  void offersOwnKeysToOtherMachines() {
    try (var server =
        run(
            TestServer.freshDirectory(),
            "--server.address=0.0.0.0",
            "--memorydb.security.access-keys[0].id=mine",
            "--memorydb.security.access-keys[0].secret=my-secret")) {
      assertThat(server.sdk(Region.US_EAST_1, "mine", "my-secret").describeUsers(all -> {}).users())
          .hasSize(1);
    }
  }

  @Test
  void tellsWhatIsWrongWithAConfiguredEngine() {
    assertThatThrownBy(
            () ->
                run(
                    TestServer.freshDirectory(),
                    "--memorydb.data-plane.engines.redis-7.1=/nowhere/redis-server"))
        .hasStackTraceContaining("/nowhere/redis-server can't be started");
    assertThatThrownBy(
            () ->
                run(
                    TestServer.freshDirectory(),
                    "--memorydb.data-plane.engines.redis-9=/usr/bin/redis-server"))
        .hasStackTraceContaining("redis-9")
        .hasStackTraceContaining("Choose one of 6.2, 7.0, 7.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"jdbc:postgresql://127.0.0.1:1/x", "nonsense"})
  void tellsThatTheDatabaseCannotBeUsed(String url) {
    assertThatThrownBy(() -> run(TestServer.freshDirectory(), "--memorydb.db.url=" + url))
        .hasStackTraceContaining("The database %s can't be used".formatted(url));
  }

  /** With the built-in database: what was acknowledged is there after a restart, data included. */
  @Test
  void keepsEverythingOverARestart() throws Exception {
    Path directory = TestServer.freshDirectory();
    String endpoint;
    try (var first = TestServer.run(directory, TestServer.arguments(directory))) {
      MemoryDbClient api = first.sdk();
      Clusters.create(api, "demo", 1, 1, "open-access");
      var cluster = Clusters.awaitAvailable(api, "demo");
      endpoint = cluster.clusterEndpoint().address();
      try (var client =
              Clusters.client(cluster.clusterEndpoint(), directory.resolve("ca.pem"), null, "");
          var connection = client.connect()) {
        connection.sync().set("key", "value");
      }
    }
    assertThat(EngineProcessesOf.directory(directory)).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
        .isEqualTo("rwx------");
    assertThat(directory.resolve("server.state")).doesNotExist();

    try (var second = TestServer.run(directory, TestServer.arguments(directory))) {
      MemoryDbClient api = second.sdk();
      var cluster = Clusters.describe(api, "demo");
      assertThat(cluster.clusterEndpoint().address()).isEqualTo(endpoint);
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                try (var client =
                        Clusters.client(
                            cluster.clusterEndpoint(), directory.resolve("ca.pem"), null, "");
                    var connection = client.connect()) {
                  assertThat(connection.sync().get("key")).isEqualTo("value");
                }
              });
    }
  }

  private static TestServer run(Path directory, String... more) {
    TestDatabase.Location database = TestDatabase.fresh();
    List<String> arguments = new ArrayList<>(TestServer.arguments(directory));
    arguments.add("--memorydb.db.url=" + database.url());
    arguments.add("--memorydb.db.user=" + database.user());
    arguments.add("--memorydb.db.password=" + database.password());
    List<String> others = Arrays.asList(more);
    // Given twice, an option has both values.
    arguments.removeIf(
        argument -> others.stream().anyMatch(other -> other.startsWith(option(argument))));
    arguments.addAll(others);
    return TestServer.run(directory, arguments);
  }

  private static String option(String argument) {
    return argument.substring(0, argument.indexOf('='));
  }
}
