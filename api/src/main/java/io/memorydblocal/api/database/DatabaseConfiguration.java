package io.memorydblocal.api.database;

import io.memorydblocal.api.server.DataDirectory;
import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells Spring Boot where its database is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseProperties.class)
class DatabaseConfiguration {

  /**
   * A database to connect to.
   *
   * @param description for a user to read
   * @param server the built-in server, to be ended with this one
   */
  record Database(String description, String url, String user, String password, Closeable server)
      implements JdbcConnectionDetails, Closeable {

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

  @Bean
  Database database(DatabaseProperties properties, DataDirectory directory) {
    if (properties.isBuiltIn()) {
      BuiltInPostgres server = BuiltInPostgres.start(directory.resolve("postgresql"));
      return new Database(
          server.description(), server.url(), BuiltInPostgres.USER, server.password(), server);
    }
    String url = Objects.requireNonNull(properties.url());
    return new Database(url, url, properties.user(), properties.password(), () -> {});
  }
}
