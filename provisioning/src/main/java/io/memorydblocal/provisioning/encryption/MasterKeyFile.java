package io.memorydblocal.provisioning.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wraps data keys with a key in a file that only its owner may read. It is made on first use. */
final class MasterKeyFile implements KeyService {

  static final String NAME = "master-key-file";

  private final Path file;
  private final SecureRandom random = new SecureRandom();

  MasterKeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public PlainKey generate(@Nullable String keyId, String context) {
    byte[] key = randomKey();
    try {
      PrivateFiles.directory(Objects.requireNonNull(file.getParent()));
      PrivateFiles.createOnce(file, () -> HexFormat.of().formatHex(randomKey()));
      byte[] wrapped = masterKey().encrypt(key, context.getBytes(StandardCharsets.UTF_8));
      return new PlainKey(
          key, new WrappedKey(NAME, null, Base64.getEncoder().encodeToString(wrapped)));
    } catch (IOException e) {
      throw new UncheckedIOException("The master key " + file + " can't be used", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The master key " + file + " can't be used", e);
    }
  }

  @Override
  public PlainKey unwrap(WrappedKey key, String context) {
    try {
      byte[] wrapped = Base64.getDecoder().decode(key.ciphertext());
      return new PlainKey(
          masterKey().decrypt(wrapped, context.getBytes(StandardCharsets.UTF_8)), key);
    } catch (IOException e) {
      throw new UncheckedIOException("The master key " + file + " can't be read", e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new DamagedContentException("it was encrypted with another master key than " + file, e);
    }
  }

  private Aead masterKey() throws IOException, GeneralSecurityException {
    return new AesGcmJce(HexFormat.of().parseHex(Files.readString(file).strip()));
  }

  private byte[] randomKey() {
    byte[] key = new byte[DATA_KEY_BYTES];
    random.nextBytes(key);
    return key;
  }
}
