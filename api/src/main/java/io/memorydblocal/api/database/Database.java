package io.memorydblocal.api.database;

import io.memorydblocal.api.StartRefusedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** The database that was configured, or the built-in one. */
public final class Database implements JdbcConnectionDetails, Closeable {

  private final String description;
  private final String url;
  private final String user;
  private final String password;
  private final Closeable server;

  private Database(String description, String url, String user, String password, Closeable server) {
    this.description = description;
    this.url = url;
    this.user = user;
    this.password = password;
    this.server = server;
  }

  /**
   * Starts the built-in server unless another one is configured.
   *
   * @param directory where the built-in server keeps its files
   * @throws StartRefusedException when there is no database at the configured URL
   */
  public static Database open(DatabaseProperties properties, Path directory) {
    String url = properties.url();
    if (url == null || url.isBlank()) {
      BuiltInPostgres server = BuiltInPostgres.start(directory);
      return new Database(
          server.description(), server.url(), BuiltInPostgres.USER, server.password(), server);
    }
    return new Database(
        "PostgreSQL %s at %s".formatted(version(properties, url), url),
        url,
        properties.user(),
        properties.password(),
        () -> {});
  }

  private static String version(DatabaseProperties properties, String url) {
    try (Connection connection =
        DriverManager.getConnection(url, properties.user(), properties.password())) {
      return connection.getMetaData().getDatabaseProductVersion();
    } catch (SQLException e) {
      throw new StartRefusedException(
          "The database %s can't be used: %s".formatted(url, e.getMessage()),
          "Correct MEMORYDB_DB_URL (such as jdbc:postgresql://localhost:5432/memorydb),"
              + " MEMORYDB_DB_USER and MEMORYDB_DB_PASSWORD, or leave them out to use the built-in"
              + " PostgreSQL.");
    }
  }

  /** What it is, for a user to read. */
  public String description() {
    return description;
  }

  @Override
  public String getJdbcUrl() {
    return url;
  }

  @Override
  public String getUsername() {
    return user;
  }

  @Override
  public String getPassword() {
    return password;
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
