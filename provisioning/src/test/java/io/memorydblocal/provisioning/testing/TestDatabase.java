package io.memorydblocal.provisioning.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A real PostgreSQL server for the tests of a JVM: a container where a Docker engine answers, else
 * the embedded one. Every test gets a database of its own.
 */
public final class TestDatabase {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private static final TestDatabase SERVER = start();

  private final String host;
  private final int port;
  private final String user;
  private final String password;

  private TestDatabase(String host, int port, String user, String password) {
    this.host = host;
    this.port = port;
    this.user = user;
    this.password = password;
  }

  /**
   * An empty database.
   *
   * @param url its JDBC URL
   */
  public record Location(String url, String user, String password) {

    public Connection connect() throws SQLException {
      return DriverManager.getConnection(url, user, password);
    }
  }

  /** A new, empty database. */
  public static Location fresh() {
    String name = "test_" + NUMBER.incrementAndGet();
    try (Connection connection = SERVER.location("postgres").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return SERVER.location(name);
  }

  private Location location(String database) {
    return new Location(
        "jdbc:postgresql://%s:%d/%s".formatted(host, port, database), user, password);
  }

  private static TestDatabase start() {
    boolean docker =
        System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
    return docker ? inContainer() : embedded();
  }

  @SuppressWarnings("resource") // lives as long as the JVM; Testcontainers ends it
  private static TestDatabase inContainer() {
    PostgreSQLContainer server = new PostgreSQLContainer("postgres:18");
    server.withUsername("postgres").withDatabaseName("postgres").start();
    return new TestDatabase(
        server.getHost(), server.getMappedPort(5432), server.getUsername(), server.getPassword());
  }

  private static TestDatabase embedded() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().setLocaleConfig("locale", "C").start();
      return new TestDatabase("127.0.0.1", server.getPort(), "postgres", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
