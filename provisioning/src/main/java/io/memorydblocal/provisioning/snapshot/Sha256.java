package io.memorydblocal.provisioning.snapshot;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A checksum in the making, with the number of bytes that went into it. */
final class Sha256 {

  private final MessageDigest digest;
  private long size;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void update(byte[] bytes, int offset, int length) {
    digest.update(bytes, offset, length);
    size += length;
  }

  long size() {
    return size;
  }

  /** In hexadecimal digits. It can be asked for once. */
  String sum() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
