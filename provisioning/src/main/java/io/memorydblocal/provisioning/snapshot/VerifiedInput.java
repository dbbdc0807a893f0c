package io.memorydblocal.provisioning.snapshot;

import io.memorydblocal.provisioning.encryption.DamagedContentException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Whoever reads it to its end has read what the manifest says, or got an exception. */
final class VerifiedInput extends FilterInputStream {

  private final SnapshotManifest.File file;
  private final Sha256 sum = new Sha256();
  private boolean verified;

  VerifiedInput(InputStream in, SnapshotManifest.File file) {
    super(in);
    this.file = file;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    if (count >= 0) {
      sum.update(bytes, offset, count);
    } else if (!verified) {
      verified = true;
      if (sum.size() != file.size() || !sum.sum().equals(file.sha256())) {
        throw new DamagedContentException(file.key() + " isn't what its manifest says.");
      }
    }
    return count;
  }
}
