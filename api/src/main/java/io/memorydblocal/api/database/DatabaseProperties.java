package io.memorydblocal.api.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which PostgreSQL server to use.
 *
 * @param url the JDBC URL of a database; none for the built-in server
 * @param user who to connect as
 * @param password the password, if the server asks for one
 */
@ConfigurationProperties(DatabaseProperties.PREFIX)
public record DatabaseProperties(
    @Nullable String url,
    @DefaultValue("memorydb") String user,
    @DefaultValue("") String password) {

  public static final String PREFIX = "memorydb.db";
}
