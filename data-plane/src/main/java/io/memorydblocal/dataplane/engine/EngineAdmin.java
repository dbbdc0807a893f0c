package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The control plane's own user on every engine. Its password is random, made once, and kept in a
 * file that only the owner may read.
 *
 * @param password the password in clear, which replicas need to log in to their primary
 */
record EngineAdmin(String password) {

  /** No customer can have this name: theirs begin with a letter. */
  static final String NAME = "_control-plane";

  private static final int PASSWORD_BYTES = 32;

  /** Reads the password kept in a directory, making it first if there is none. */
  static EngineAdmin open(Path directory) {
    try {
      Path file = directory.resolve("engine-admin");
      PrivateFiles.createOnce(file, EngineAdmin::newPassword);
      return new EngineAdmin(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return NAME;
  }

  private static String newPassword() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
