package io.memorydblocal.api.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltInPostgresIT {

  @TempDir Path directory;

  @Test
  void startsThoughAnotherProcessHasTheIdOfADatabaseThatWasKilled() throws Exception {
    BuiltInPostgres.start(directory).close();
    Path lock = directory.resolve("data/postmaster.pid");
    assertThat(lock).doesNotExist();
    // Not this process: PostgreSQL knows that who starts it can't be another database.
    long pid = ProcessHandle.current().parent().orElseThrow().pid();
    Files.writeString(lock, pid + "\n" + directory.resolve("data") + "\n");

    try (BuiltInPostgres again = BuiltInPostgres.start(directory)) {
      assertThat(again.description()).contains("built in");
    }
  }
}
