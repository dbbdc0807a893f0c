package io.memorydblocal.dataplane.rdb;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads the pieces of which an RDB file is made. Everything that is read goes on to a {@linkplain
 * #copyTo sink} as it stands, and into the checksum.
 */
final class RdbInput {

  private static final int BUFFER = 1 << 16;
  private static final int BYTE_MASK = 0xFF;

  private static final int LENGTH_FORM_SHIFT = 6;
  private static final int SIX_BITS = 0x3F;
  private static final int FORM_6_BITS = 0;
  private static final int FORM_14_BITS = 1;
  private static final int FORM_ENCODED = 3;
  private static final int LENGTH_32_BITS = 0x80;
  private static final int LENGTH_64_BITS = 0x81;

  private static final int INTEGER_8_BITS = 0;
  private static final int INTEGER_16_BITS = 1;
  private static final int INTEGER_32_BITS = 2;
  private static final int COMPRESSED = 3;

  /** No engine takes a longer one. */
  private static final long LONGEST_KEY = 512L << 20;

  /** A string of an old sorted set; from here on its length stands for a special number. */
  private static final int SPECIAL_DOUBLE = 253;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Crc64 checksum = new Crc64();
  private int position;
  private int limit;
  private OutputStream sink = OutputStream.nullOutputStream();

  RdbInput(InputStream in) {
    this.in = in;
  }

  /** From now on, what is read is also written there. */
  void copyTo(OutputStream target) {
    sink = target;
  }

  /** The checksum of everything read so far. */
  long checksum() {
    return checksum.value();
  }

  boolean isAtEnd() throws IOException {
    return position == limit && !fill();
  }

  int readByte() throws IOException {
    if (isAtEnd()) {
      throw new EOFException("it ends too early");
    }
    int value = buffer[position++] & BYTE_MASK;
    checksum.update(value);
    sink.write(value);
    return value;
  }

  byte[] readBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    OutputStream copy = sink;
    for (int done = 0; done < length; ) {
      int piece = available(length - done);
      System.arraycopy(buffer, position, bytes, done, piece);
      take(piece, copy);
      done += piece;
    }
    return bytes;
  }

  void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      int piece = available(left);
      take(piece, sink);
      left -= piece;
    }
  }

  /** A count or the length of something. */
  long readLength() throws IOException {
    int first = readByte();
    int form = first >>> LENGTH_FORM_SHIFT;
    if (form == FORM_ENCODED) {
      throw new RdbFormatException("there is a value where a length should be");
    }
    return readLength(first, form);
  }

  private long readLength(int first, int form) throws IOException {
    if (form == FORM_6_BITS) {
      return first & SIX_BITS;
    }
    if (form == FORM_14_BITS) {
      return (long) (first & SIX_BITS) << Byte.SIZE | readByte();
    }
    return switch (first) {
      case LENGTH_32_BITS -> readBigEndian(Integer.BYTES);
      case LENGTH_64_BITS -> readBigEndian(Long.BYTES);
      default -> throw new RdbFormatException("unknown form of a length: " + first);
    };
  }

  void skipString() throws IOException {
    int first = readByte();
    int form = first >>> LENGTH_FORM_SHIFT;
    if (form != FORM_ENCODED) {
      skip(positive(readLength(first, form)));
      return;
    }
    switch (first & SIX_BITS) {
      case INTEGER_8_BITS -> skip(Byte.BYTES);
      case INTEGER_16_BITS -> skip(Short.BYTES);
      case INTEGER_32_BITS -> skip(Integer.BYTES);
      case COMPRESSED -> {
        long packed = positive(readLength());
        readLength();
        skip(packed);
      }
      default -> throw unknownString(first);
    }
  }

  /** A string as it was before it was written. */
  byte[] readString() throws IOException {
    int first = readByte();
    int form = first >>> LENGTH_FORM_SHIFT;
    if (form != FORM_ENCODED) {
      return readBytes(keyLength(readLength(first, form)));
    }
    return switch (first & SIX_BITS) {
      case INTEGER_8_BITS -> decimal((byte) readByte());
      case INTEGER_16_BITS -> decimal((short) readLittleEndian(Short.BYTES));
      case INTEGER_32_BITS -> decimal((int) readLittleEndian(Integer.BYTES));
      case COMPRESSED -> {
        int packed = keyLength(readLength());
        int plain = keyLength(readLength());
        yield Lzf.expand(readBytes(packed), plain);
      }
      default -> throw unknownString(first);
    };
  }

  /** A number as sorted sets once had them: text, or a length that stands for a special number. */
  void skipTextDouble() throws IOException {
    int length = readByte();
    if (length < SPECIAL_DOUBLE) {
      skip(length);
    }
  }

  /** Eight bytes, least significant first, that count neither as content nor for the checksum. */
  long readChecksum() throws IOException {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      if (isAtEnd()) {
        throw new EOFException("it ends before its checksum");
      }
      value |= (long) (buffer[position++] & BYTE_MASK) << (i * Byte.SIZE);
    }
    return value;
  }

  private long readBigEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << Byte.SIZE | readByte();
    }
    return value;
  }

  private long readLittleEndian(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) readByte() << (i * Byte.SIZE);
    }
    return value;
  }

  private int available(long wanted) throws IOException {
    if (isAtEnd()) {
      throw new EOFException("it ends too early");
    }
    return (int) Math.min(wanted, limit - position);
  }

  private void take(int length, OutputStream copy) throws IOException {
    checksum.update(buffer, position, length);
    copy.write(buffer, position, length);
    position += length;
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(in.read(buffer), 0);
    return limit > 0;
  }

  private static byte[] decimal(int number) {
    return String.valueOf(number).getBytes(StandardCharsets.US_ASCII);
  }

  private static long positive(long length) {
    if (length < 0) {
      throw new RdbFormatException("a length is out of bounds");
    }
    return length;
  }

  private static int keyLength(long length) {
    if (length < 0 || length > LONGEST_KEY) {
      throw new RdbFormatException("the length of a key is out of bounds");
    }
    return (int) length;
  }

  private static RdbFormatException unknownString(int first) {
    return new RdbFormatException("unknown form of a string: " + first);
  }
}
