package io.memorydblocal.api.database;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
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
   */
  public static Database open(DatabaseProperties properties, Path directory) {
    String url = properties.url();
    if (url == null || url.isBlank()) {
      BuiltInPostgres server = BuiltInPostgres.start(directory);
      return new Database(
          server.description(), server.url(), BuiltInPostgres.USER, server.password(), server);
    }
    return new Database(url, url, properties.user(), properties.password(), () -> {});
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
