package io.memorydblocal.dataplane.rdb;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an RDB file: its head first, then what is given, its end with the checksum last. */
final class RdbOutput extends FilterOutputStream {

  private final Crc64 checksum = new Crc64();

  RdbOutput(OutputStream out) {
    super(out);
  }

  void begin(int version) throws IOException {
    write(RdbFormat.MAGIC);
    write("%04d".formatted(version).getBytes(StandardCharsets.US_ASCII));
  }

  /** The only database there is in cluster mode. */
  void selectDatabase() throws IOException {
    write(new byte[] {(byte) RdbFormat.SELECT_DATABASE, 0});
  }

  void end() throws IOException {
    write(RdbFormat.END);
    ByteArrayOutputStream sum = new ByteArrayOutputStream();
    for (int i = 0; i < RdbFormat.CHECKSUM_BYTES; i++) {
      sum.write((int) (checksum.value() >>> (i * Byte.SIZE)));
    }
    out.write(sum.toByteArray());
    out.flush();
  }

  @Override
  public void write(int oneByte) throws IOException {
    checksum.update(oneByte);
    out.write(oneByte);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checksum.update(bytes, offset, length);
    out.write(bytes, offset, length);
  }
}
