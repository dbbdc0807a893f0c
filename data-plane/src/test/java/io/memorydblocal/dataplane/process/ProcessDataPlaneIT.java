package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memorydblocal.dataplane.DataPlane;
import io.memorydblocal.dataplane.DataPlaneContract;
import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineUser;
import io.memorydblocal.dataplane.EngineVersion;
import io.memorydblocal.dataplane.LogPosition;
import io.memorydblocal.dataplane.NewShard;
import io.memorydblocal.dataplane.NodeAddress;
import io.memorydblocal.dataplane.NodeSpec;
import io.memorydblocal.dataplane.NodeSpec.History;
import io.memorydblocal.dataplane.ObservedNode;
import io.memorydblocal.dataplane.Slots;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisAccessControlException;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

class ProcessDataPlaneIT extends DataPlaneContract {

  private static final EngineVersion REDIS = new EngineVersion("redis", "7.0");

  @TempDir private Path directory;

  @Override
  protected DataPlane open() {
    return open(Map.of());
  }

  private ProcessDataPlane open(Map<EngineVersion, Path> engines) {
    return ProcessDataPlane.open(
        new ProcessDataPlane.Settings(directory, "127.101.0.0/24", "26379-26479", engines, ""),
        Clock.systemUTC());
  }

  @Override
  protected void kill(DataPlane dataPlane, NodeSpec node) {
    assertThat(process(node).destroyForcibly()).isTrue();
  }

  @Test
  void shipsAnEngineThatCanDoTls() {
    assertThat(dataPlane().binaryFor(REDIS).version()).isEqualTo("7.0.15");
    assertThat(dataPlane().binaryFor(REDIS).origin()).isEqualTo("shipped");
  }

  @Test
  void adoptsTheEnginesOfAFormerControlPlane() {
    NodeSpec node = node(11);
    dataPlane().launch(node);
    long pid = process(node).pid();

    try (ProcessDataPlane successor = open(Map.of())) {
      assertThat(successor.observe(List.of(node)).of(node.id()).isServing()).isTrue();
      successor.launch(node);
      assertThat(process(node).pid()).isEqualTo(pid);
    }

    await().untilAsserted(() -> assertThat(state(node)).isEqualTo(ObservedNode.State.STOPPED));
  }

  @Test
  void letsUsersInWithTheirPasswordsOnly() {
    NodeSpec node = with(node(12), user("app", "a long enough password", "on", "~app:*", "+@all"));
    dataPlane().launch(node);
    dataPlane().addSlots(node, Slots.ALL);
    awaitServing(node);

    try (Connection client = login(node, "app", "a long enough password")) {
      assertThat(reply(client, Command.SET, "app:1", "x")).isEqualTo("OK");
      assertDenied(client, Command.SET, "other", "x");
      assertDenied(client, Command.CONFIG, "GET", "*");
      assertDenied(client, Command.ACL, "SETUSER", "app", "~*");
      assertDenied(client, Command.CLUSTER, "RESET");
      assertThat(reply(client, Command.CLUSTER, "MYID")).isNotEmpty();
    }
    assertThatExceptionOfType(JedisAccessControlException.class)
        .isThrownBy(() -> login(node, "app", "not the password").close());
    assertThatExceptionOfType(JedisAccessControlException.class)
        .isThrownBy(() -> login(node, "default", "").close());
  }

  @Test
  void changesUsersWithoutCuttingOffThoseWhoStay() {
    NodeSpec before =
        with(
            node(13),
            user("stays", "a long enough password", "on", "~*", "+@all"),
            user("goes", "a long enough password", "on", "~*", "+@all"));
    dataPlane().launch(before);
    try (Connection stays = login(before, "stays", "a long enough password");
        Connection goes = login(before, "goes", "a long enough password")) {
      NodeSpec after =
          with(before, user("stays", "another long password", "on", "~*", "+@all", "-get"));

      dataPlane().applyUsers(after);
      dataPlane().applyUsers(after);

      assertThat(reply(stays, Command.PING)).isEqualTo("PONG");
      assertDenied(stays, Command.GET, "x");
      assertThatExceptionOfType(JedisConnectionException.class)
          .isThrownBy(() -> reply(goes, Command.PING));
      login(after, "stays", "another long password").close();
    }
  }

  @Test
  void countsWhatIsWrittenThroughRestartsAndFailovers() {
    EngineUser app = user("app", "a long enough password", "on", "~*", "+@all");
    NodeSpec primary = with(node(17), app);
    NodeSpec replica = with(node(18), app);
    assertThat(dataPlane().found(List.of(new NewShard(primary, List.of(replica), Slots.ALL))))
        .isTrue();
    awaitServing(primary);
    await()
        .untilAsserted(
            () ->
                assertThat(dataPlane().observe(List.of(replica)).of(replica.id()).linkUp())
                    .isTrue());
    LogPosition start = dataPlane().load(primary.endpoint()).log();
    assertThat(start.writtenSince(null)).as("nothing yet").isZero();

    LogPosition first = writeTo(primary);
    assertWritten(first.writtenSince(start));
    assertThat(dataPlane().load(primary.endpoint()).primary()).isTrue();
    assertThat(dataPlane().load(replica.endpoint()).primary()).isFalse();

    dataPlane().stop(primary);
    dataPlane().launch(primary);
    await()
        .untilAsserted(
            () -> {
              assertThat(state(primary)).isEqualTo(ObservedNode.State.SERVING);
              assertThat(dataPlane().observe(List.of(replica)).of(replica.id()).linkUp()).isTrue();
              assertThat(dataPlane().observe(List.of(primary)).of(primary.id()).clusterOk())
                  .isTrue();
            });
    LogPosition restarted = writeTo(primary);
    assertWritten(restarted.writtenSince(first));

    dataPlane().quicken(primary);
    dataPlane().quicken(replica);
    dataPlane().failOver(replica, primary);
    LogPosition taken = writeTo(replica);
    assertWritten(taken.writtenSince(restarted));
  }

  private static final int VALUE = 1_000;
  private static final int WRITES = 200;

  private LogPosition writeTo(NodeSpec node) {
    try (Connection client = login(node, "app", "a long enough password")) {
      for (int i = 0; i < WRITES; i++) {
        assertThat(reply(client, Command.SET, "key:" + i, "x".repeat(VALUE))).isEqualTo("OK");
        assertThat(reply(client, Command.GET, "key:" + i)).hasSize(VALUE);
      }
    }
    return dataPlane().load(node.endpoint()).log();
  }

  /** The values, and a little for each command. */
  private static void assertWritten(long bytes) {
    assertThat(bytes).isBetween((long) WRITES * VALUE, (long) WRITES * (VALUE + 100));
  }

  @Test
  void keepsSecretsFromOtherUsersOfTheMachine() throws IOException {
    NodeSpec node = node(14);
    dataPlane().launch(node);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path secret :
          files
              .filter(Files::isRegularFile)
              .filter(file -> file.toString().matches(".*(key|conf|acl|engine-admin)(\\.pem)?"))
              .filter(file -> !file.endsWith("nodes.conf"))
              .toList()) {
        assertThat(Files.getPosixFilePermissions(secret))
            .as(secret.toString())
            .containsOnly(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
      }
    }
  }

  @Test
  void saysWhyAnEngineDoesNotStart() throws IOException {
    NodeSpec node = node(15);
    try (ServerSocket taken =
        new ServerSocket(node.address().port(), 1, InetAddress.ofLiteral(node.address().host()))) {
      assertThat(taken.isBound()).isTrue();
      assertThat(dataPlane().isFree(node.address())).isFalse();
      assertThatExceptionOfType(DataPlaneException.class)
          .isThrownBy(() -> dataPlane().launch(node))
          .withMessageContaining(node.id())
          .withMessageContaining("listening on port");
    }
  }

  @Test
  void servesWithoutTlsWhenAskedTo() {
    NodeSpec node = plain(node(16));
    dataPlane().launch(node);
    try (Connection client =
        new Connection(new HostAndPort(node.address().host(), node.address().port()))) {
      assertThatExceptionOfType(JedisDataException.class)
          .isThrownBy(() -> reply(client, Command.PING))
          .withMessageStartingWith("NOAUTH");
    }
  }

  @Test
  void refusesABinaryThatIsNoEngine() throws IOException {
    Path impostor = Files.createFile(directory.resolve("redis-server"));
    Files.writeString(impostor, "#!/bin/sh\necho nothing of the kind\n");
    assertThat(impostor.toFile().setExecutable(true)).isTrue();
    try (ProcessDataPlane broken = open(Map.of(REDIS, impostor))) {
      assertThatExceptionOfType(DataPlaneException.class)
          .isThrownBy(() -> broken.binaryFor(REDIS))
          .withMessageContaining(impostor.toString())
          .withMessageContaining("nothing of the kind");
    }
  }

  /** Redis 6.2, the oldest that is taken, has other words for some things. */
  @Test
  void servesOnTheOldestEngineThatIsTaken() throws IOException {
    Path old = oldEngine();
    try (ProcessDataPlane dataPlane = open(Map.of(REDIS, old))) {
      assertThat(dataPlane.binaryFor(REDIS).version()).startsWith("6.2.");
      NodeSpec node =
          new NodeSpec(
              "old-0001-001",
              dataPlane.addressAt(17, 6379),
              REDIS,
              true,
              64 << 20,
              Map.of(
                  "latency-tracking", "no",
                  "hash-max-listpack-entries", "512",
                  "client-output-buffer-limit", "normal 0 0 0 pubsub 33554432 8388608 60"),
              List.of(
                  user("app", "a long enough password", "on", "~*", "&*", "+@all", "+expiretime")),
              History.FORMING);
      dataPlane.launch(node);
      dataPlane.addSlots(node, Slots.ALL);
      dataPlane.applyUsers(node);
      await().until(() -> dataPlane.observe(List.of(node)).of(node.id()).clusterOk());
      try (Connection client = login(dataPlane, node, "app", "a long enough password")) {
        assertThat(reply(client, Command.SET, "k", "v")).isEqualTo("OK");
        assertThat(reply(client, Command.CLUSTER, "SLOTS")).isNotEmpty();
        assertDenied(client, Command.CLUSTER, "FORGET", "x");
        assertDenied(client, Command.ACL, "LIST");
      }
    }
  }

  private Path oldEngine() throws IOException {
    Path binary = directory.resolve("redis-server-6.2");
    try (InputStream content =
        ProcessDataPlaneIT.class.getResourceAsStream("/redis-server-6.2.6-v5-linux-amd64")) {
      assumeTrue(
          content != null && System.getProperty("os.arch").equals("amd64"),
          "Redis 6.2 is at hand for Linux on amd64 only");
      Files.copy(Objects.requireNonNull(content), binary);
    }
    assertThat(binary.toFile().setExecutable(true)).isTrue();
    try {
      new BinaryProbe().examine(binary, "test");
    } catch (DataPlaneException e) {
      abort("Redis 6.2 doesn't run here: " + e.getMessage());
    }
    return binary;
  }

  private void awaitServing(NodeSpec node) {
    await().until(() -> dataPlane().observe(List.of(node)).of(node.id()).clusterOk());
  }

  private ObservedNode.State state(NodeSpec node) {
    return dataPlane().observe(List.of(node)).of(node.id()).state();
  }

  private Connection login(NodeSpec node, String user, String password) {
    return login(dataPlane(), node, user, password);
  }

  private static Connection login(
      DataPlane dataPlane, NodeSpec node, String user, String password) {
    NodeAddress address = node.address();
    return new Connection(
        new HostAndPort(address.host(), address.port()),
        DefaultJedisClientConfig.builder()
            .ssl(true)
            .sslSocketFactory(TrustingSockets.of(dataPlane.caCertificate()))
            .user(user)
            .password(password)
            .build());
  }

  private static String reply(Connection client, Command command, String... arguments) {
    client.sendCommand(command, arguments);
    Object reply = client.getOne();
    return reply instanceof byte[] text
        ? new String(text, StandardCharsets.UTF_8)
        : String.valueOf(reply);
  }

  private static void assertDenied(Connection client, Command command, String... arguments) {
    assertThatExceptionOfType(JedisDataException.class)
        .as(command + " " + List.of(arguments))
        .isThrownBy(() -> reply(client, command, arguments))
        .withMessageStartingWith("NOPERM");
  }

  private static EngineUser user(String name, String password, String... rules) {
    return new EngineUser(name, List.of(rules), List.of(EngineUser.hash(password)));
  }

  private static NodeSpec with(NodeSpec node, EngineUser... users) {
    return new NodeSpec(
        node.id(),
        node.address(),
        node.engine(),
        node.tls(),
        node.maxMemory(),
        node.settings(),
        List.of(users),
        node.history());
  }

  private static NodeSpec plain(NodeSpec node) {
    return new NodeSpec(
        node.id(),
        node.address(),
        node.engine(),
        false,
        node.maxMemory(),
        node.settings(),
        node.users(),
        node.history());
  }

  private static ProcessHandle process(NodeSpec node) {
    return ProcessHandle.allProcesses()
        .filter(
            candidate ->
                candidate.info().arguments().stream()
                    .flatMap(Arrays::stream)
                    .anyMatch(argument -> argument.contains(node.id() + "/engine.conf")))
        .findAny()
        .orElseThrow();
  }
}
