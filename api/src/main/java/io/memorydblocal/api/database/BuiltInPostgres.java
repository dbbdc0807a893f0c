package io.memorydblocal.api.database;

import io.memorydblocal.api.StartRefusedException;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server that comes with the product. Its data survives restarts, and, unlike in the
 * tests that its library was made for, it writes through to disk and asks for a password.
 */
final class BuiltInPostgres implements Closeable {

  static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(BuiltInPostgres.class);

  private static final Duration START_PATIENCE = Duration.ofSeconds(60);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
  private static final int PASSWORD_BYTES = 24;
  private static final String CLOSED = "host all all all scram-sha-256\n";

  private final EmbeddedPostgres server;
  private final String password;
  private final String description;

  private BuiltInPostgres(EmbeddedPostgres server, String password, String description) {
    this.server = server;
    this.password = password;
    this.description = description;
  }

  /** Starts the server on the data kept in a directory, making it first if there is none. */
  static BuiltInPostgres start(Path directory) {
    try {
      Files.createDirectories(directory);
      Path data = directory.resolve("data");
      endLeftOver(data);
      String password = password(directory.resolve("password"));
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(START_PATIENCE)
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("max_connections", "100")
              .setServerConfig("logging_collector", "off")
              .setLocaleConfig("locale", "C")
              .setConnectConfig("password", password)
              .setOutputRedirector(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("messages.log").toFile()))
              .start();
      return new BuiltInPostgres(server, password, secured(server, data, password));
    } catch (IOException | SQLException e) {
      LOG.error("The built-in PostgreSQL could not be started", e);
      throw new StartRefusedException(
          "The built-in PostgreSQL could not be started: " + e.getMessage(),
          "See "
              + directory.resolve("messages.log")
              + ", or configure another server with MEMORYDB_DB_URL.");
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  String password() {
    return password;
  }

  String description() {
    return description;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** A new data directory lets everyone in: from now on only who knows the password. */
  private static String secured(EmbeddedPostgres server, Path data, String password)
      throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      Path access = data.resolve("pg_hba.conf");
      if (!Files.readString(access).equals(CLOSED)) {
        statement.execute("alter user postgres password '" + password + "'");
        Files.writeString(access, CLOSED);
        statement.execute("select pg_reload_conf()");
      }
      return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion() + ", built in";
    }
  }

  /**
   * A server that was killed leaves its database behind; two on one directory can't be. If the
   * database was killed too, another process may have its id by now, in a container even at every
   * start, and PostgreSQL would take that for the database.
   */
  private static void endLeftOver(Path data) throws IOException {
    Path file = data.resolve("postmaster.pid");
    if (Files.notExists(file)) {
      return;
    }
    Optional<ProcessHandle> leftOver =
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst().strip()))
            .filter(process -> process.info().command().orElse("").endsWith("postgres"));
    if (leftOver.isEmpty()) {
      Files.delete(file);
    } else {
      LOG.info("Ending the PostgreSQL process {} of a former life", leftOver.get().pid());
      leftOver.get().destroy();
      try {
        leftOver.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
      } catch (TimeoutException | ExecutionException e) {
        LOG.warn("PostgreSQL doesn't end by itself and is killed", e);
        leftOver.get().destroyForcibly();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static String password(Path file) throws IOException {
    if (Files.notExists(file)) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return Files.readString(file);
  }
}
