package io.memorydblocal.provisioning.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.SnapshotProperties;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataKeysTest {

  private static final int SEVERAL_SEGMENTS = 3_500_000;

  @TempDir private Path directory;
  private DataKeys keys;

  @BeforeEach
  void open() {
    keys = keys("master-key");
  }

  private DataKeys keys(String file) {
    return new DataKeys(
        new SnapshotProperties(
            directory,
            directory.resolve(file),
            null,
            "",
            "us-east-1",
            true,
            new SnapshotProperties.S3(null, false, null, null),
            new SnapshotProperties.Kms(false, null, null, null)));
  }

  @Test
  void readsBackWhatItEncryptedAfterARestartToo() throws IOException {
    byte[] plain = new byte[SEVERAL_SEGMENTS];
    new Random(1).nextBytes(plain);
    DataKey key = keys.generate(null, "one");

    byte[] encrypted = encrypt(key, plain);

    assertThat(encrypted.length).isGreaterThan(plain.length);
    assertThat(decrypt(keys("master-key").open(key.wrapped(), "one"), encrypted, "0001"))
        .isEqualTo(plain);
    assertThat(encrypt(key, plain)).as("never the same twice").isNotEqualTo(encrypted);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("master-key"))))
        .isEqualTo("rw-------");
  }

  @Test
  void noticesWhateverIsDoneToAContent() throws IOException {
    DataKey key = keys.generate(null, "one");
    byte[] encrypted = encrypt(key, new byte[SEVERAL_SEGMENTS]);

    for (int at : new int[] {0, 50, 2_000_000, encrypted.length - 1}) {
      byte[] changed = encrypted.clone();
      changed[at] ^= 1;
      assertDamaged(key, changed, "0001");
    }
    assertDamaged(key, Arrays.copyOf(encrypted, encrypted.length - 1), "0001");
    assertDamaged(key, Arrays.copyOf(encrypted, 2 << 20), "0001");
    assertDamaged(key, Arrays.copyOf(encrypted, 10), "0001");
    assertDamaged(key, new byte[0], "0001");
    assertDamaged(key, encrypted, "0002");
  }

  @Test
  void opensAKeyOnlyForWhatItWasMadeAndWithTheMasterKeyItWasMadeWith() {
    WrappedKey wrapped = keys.generate(null, "one").wrapped();

    assertThatExceptionOfType(DamagedContentException.class)
        .isThrownBy(() -> keys.open(wrapped, "two"));
    DataKeys others = keys("other-key");
    assertThat(others.generate(null, "one").wrapped().service()).isEqualTo("master-key-file");
    assertThatExceptionOfType(DamagedContentException.class)
        .isThrownBy(() -> others.open(wrapped, "one"))
        .withMessageContaining("another master key than " + directory.resolve("other-key"));
    assertThatExceptionOfType(DamagedContentException.class)
        .isThrownBy(() -> keys.open(new WrappedKey("stranger", null, ""), "one"));
  }

  private static void assertDamaged(DataKey key, byte[] encrypted, String name) {
    assertThatExceptionOfType(DamagedContentException.class)
        .isThrownBy(() -> decrypt(key, encrypted, name))
        .withMessage(name + " is damaged");
  }

  private static byte[] encrypt(DataKey key, byte[] plain) throws IOException {
    ByteArrayOutputStream encrypted = new ByteArrayOutputStream();
    try (OutputStream out = key.encrypt(encrypted, "0001")) {
      out.write(plain);
    }
    return encrypted.toByteArray();
  }

  private static byte[] decrypt(DataKey key, byte[] encrypted, String name) throws IOException {
    try (InputStream in = key.decrypt(new ByteArrayInputStream(encrypted), name)) {
      return in.readAllBytes();
    }
  }
}
