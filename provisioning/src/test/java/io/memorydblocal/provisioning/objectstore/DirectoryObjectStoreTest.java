package io.memorydblocal.provisioning.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryObjectStoreTest extends ObjectStoreContract {

  @TempDir private Path directory;

  @Override
  protected ObjectStore store() {
    return new DirectoryObjectStore(directory);
  }

  @Test
  void letsOnlyTheOwnerReadAndLeavesNoDirectoryBehind() throws IOException {
    store().put("a/b/c", out -> out.write(1));

    assertThat(PosixFilePermissions.toString(permissions("a/b/c"))).isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(permissions("a/b"))).isEqualTo("rwx------");
    store().delete("a/b/c");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void takesNoKeyThatLeadsElsewhere() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> store().get("../secret"));
  }

  private Set<PosixFilePermission> permissions(String key) throws IOException {
    return Files.getPosixFilePermissions(directory.resolve(key));
  }
}
