package io.memorydblocal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.memorydblocal.junit.example.SpringDataRedisExample;
import io.memorydblocal.junit.example.VisitsExample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.ConsoleHandler;
import java.util.logging.Logger;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;
import software.amazon.awssdk.services.memorydb.model.Cluster;

/**
 * Test classes as users write them, from the start of their server to its end. The examples are
 * among them, so that one start does for all.
 */
class MemoryDbLocalExtensionIT {

  private static final Set<URI> ENDPOINTS = new HashSet<>();
  private static final List<RunningCluster> CLUSTERS = new ArrayList<>();

  /** What is injected, wherever something can be. */
  @MemoryDbLocal
  @NullUnmarked // fields are set by the extension
  static class EveryPlace {

    @MemoryDbCluster("one")
    private static RunningCluster ofTheClass;

    @MemoryDbCluster(value = "two", shards = 2, accessString = "on ~* +@all")
    private RunningCluster ofTheInstance;

    private final RunningCluster ofTheConstructor;
    private RunningCluster ofThePreparation;

    EveryPlace(@MemoryDbCluster(tls = false) RunningCluster cluster) {
      this.ofTheConstructor = cluster;
    }

    @BeforeAll
    static void prepareAll(@MemoryDbCluster("one") RunningCluster cluster) {
      assertThat(cluster).isEqualTo(ofTheClass);
    }

    @BeforeEach
    void prepare(@MemoryDbCluster(tls = false) RunningCluster cluster) {
      ofThePreparation = cluster;
    }

    @Test
    void hasWhatItAskedFor(
        URI endpoint, AwsCredentialsProvider credentials, MemoryDbClient memoryDb)
        throws IOException {
      ENDPOINTS.add(endpoint);
      CLUSTERS.addAll(List.of(ofTheClass, ofTheInstance, ofTheConstructor));

      assertThat(System.getProperties().stringPropertyNames())
          .as("set by the server, for all of the JVM")
          .doesNotContain("LOG_FILE", "PID", "CONSOLE_LOG_THRESHOLD");
      assertThat(Logger.getLogger("").getHandlers())
          .extracting(handler -> (Object) handler.getClass())
          .containsExactly(ConsoleHandler.class);
      assertThat(credentials.resolveCredentials().accessKeyId()).isEqualTo("test");
      assertThat(ofThePreparation).isEqualTo(ofTheConstructor);
      assertThat(memoryDb.describeClusters(all -> {}).clusters())
          .extracting(Cluster::name)
          .containsExactlyInAnyOrderElementsOf(
              CLUSTERS.stream().map(RunningCluster::name).toList());
      assertThat(ping(ofTheClass)).isEqualTo("+PONG");
      assertThat(ping(ofTheInstance)).startsWith("-NOAUTH");
      assertThat(ping(ofTheConstructor)).isEqualTo("+PONG");
      assertThat(ofTheClass.uri()).hasToString("rediss://" + ofTheClass.address());
      assertThat(ofTheInstance.uri().getUserInfo())
          .isEqualTo(ofTheInstance.user() + ":" + ofTheInstance.password());
      assertThat(ofTheInstance.toString()).doesNotContain(ofTheInstance.password());
    }

    @Nested
    class Within {

      @Test
      void hasTheClustersAroundIt(
          @MemoryDbCluster("one") RunningCluster ofTheClassAround, MemoryDbClient memoryDb) {
        assertThat(ofTheClassAround).isEqualTo(ofTheClass);
        assertThat(memoryDb.describeClusters(all -> {}).clusters()).hasSize(3);
      }
    }
  }

  /** Another class, with the same server and clusters of its own. */
  @MemoryDbLocal
  static class Another {

    @Test
    void hasNoClusterOfAnotherClass(
        URI endpoint, MemoryDbClient memoryDb, @MemoryDbCluster("one") RunningCluster cluster) {
      ENDPOINTS.add(endpoint);
      assertThat(CLUSTERS).hasSize(3).doesNotContain(cluster);
      assertThat(memoryDb.describeClusters(all -> {}).clusters())
          .filteredOn(each -> !each.name().equals(cluster.name()))
          .allSatisfy(each -> assertThat(each.status()).isEqualTo("deleting"));
      CLUSTERS.add(cluster);
    }
  }

  /** The server's start is told what it can't run. */
  @MemoryDbLocal
  static class WithoutEngine {

    @Test
    void isNotReached() {
      throw new AssertionError("there is a server after all");
    }
  }

  @Test
  void sharesAServerAndEndsItWithTheLastTest() {
    EngineExecutionResults results =
        EngineTestKit.engine("junit-jupiter")
            .selectors(
                selectClass(EveryPlace.class),
                selectClass(Another.class),
                selectClass(VisitsExample.class),
                selectClass(SpringDataRedisExample.class))
            .execute();

    assertThat(failures(results)).isEmpty();
    assertThat(results.testEvents().succeeded().count()).isEqualTo(5);
    assertThat(ENDPOINTS).hasSize(1);
    assertThat(CLUSTERS)
        .hasSize(4)
        .allSatisfy(
            cluster -> {
              assertThat(cluster.caCertificateFile()).doesNotExist();
              assertThat(cluster.caCertificateFile().resolve("../..").normalize()).doesNotExist();
              assertThatThrownBy(() -> new Socket(cluster.host(), cluster.port()).close())
                  .hasMessageContaining("refused");
            });
  }

  @Test
  void saysWhyTheServerDoesNotStart() {
    String property = "memorydb.data-plane.engines.redis-7.1";
    System.setProperty(property, "/nowhere/redis-server");
    try {
      EngineExecutionResults results =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(WithoutEngine.class))
              .execute();

      assertThat(failures(results))
          .singleElement()
          .asString()
          .contains(
              "MemoryDB Local could not be started", "/nowhere/redis-server can't be started");
    } finally {
      System.clearProperty(property);
    }
  }

  private static List<Throwable> failures(EngineExecutionResults results) {
    return results.allEvents().failed().stream()
        .map(
            event ->
                event.getRequiredPayload(TestExecutionResult.class).getThrowable().orElseThrow())
        .toList();
  }

  /** What the engine answers to who just came in. */
  private static String ping(RunningCluster cluster) throws IOException {
    try (Socket socket =
        cluster.tls()
            ? cluster.sslContext().getSocketFactory().createSocket(cluster.host(), cluster.port())
            : new Socket(cluster.host(), cluster.port())) {
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
    }
  }
}
