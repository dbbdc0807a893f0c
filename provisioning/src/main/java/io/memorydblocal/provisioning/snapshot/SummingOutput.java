package io.memorydblocal.provisioning.snapshot;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Sums up what is written. */
final class SummingOutput extends FilterOutputStream {

  private final Sha256 sum = new Sha256();

  SummingOutput(OutputStream out) {
    super(out);
  }

  Sha256 sum() {
    return sum;
  }

  @Override
  public void write(int oneByte) throws IOException {
    write(new byte[] {(byte) oneByte}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    sum.update(bytes, offset, length);
  }
}
