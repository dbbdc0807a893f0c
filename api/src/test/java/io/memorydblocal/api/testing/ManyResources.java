package io.memorydblocal.api.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Resources that are there at once, however many, because no operation made them. */
public final class ManyResources {

  private static final Path SCRIPT = Path.of("src", "test", "resources", "resources.sql");

  private ManyResources() {}

  /** Adds those with numbers in a range to an account and Region. */
  public static void insert(JdbcClient jdbc, String account, String region, int first, int last)
      throws IOException {
    for (String statement : Files.readString(SCRIPT).split(";\n", -1)) {
      if (!statement.isBlank()) {
        jdbc.sql(statement)
            .param("account", account)
            .param("region", region)
            .param("first", first)
            .param("last", last)
            .update();
      }
    }
    jdbc.sql("analyze").update();
  }
}
