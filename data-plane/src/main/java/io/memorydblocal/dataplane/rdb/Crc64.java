package io.memorydblocal.dataplane.rdb;

/** The checksum of RDB files: CRC-64 with Jones's polynomial, reflected, from zero. */
final class Crc64 {

  private static final long POLYNOMIAL_REFLECTED = 0x95AC9329AC4BC9B5L;
  private static final int LANES = 8;
  private static final int BYTE_VALUES = 256;
  private static final int BYTE_MASK = 0xFF;

  /** Row n advances a byte over n more bytes, so that eight bytes are taken at once. */
  private static final long[][] TABLES = tables();

  private long value;

  private static long[][] tables() {
    long[][] tables = new long[LANES][BYTE_VALUES];
    for (int i = 0; i < BYTE_VALUES; i++) {
      long crc = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ POLYNOMIAL_REFLECTED;
      }
      tables[0][i] = crc;
    }
    for (int lane = 1; lane < LANES; lane++) {
      for (int i = 0; i < BYTE_VALUES; i++) {
        long before = tables[lane - 1][i];
        tables[lane][i] = before >>> Byte.SIZE ^ tables[0][(int) (before & BYTE_MASK)];
      }
    }
    return tables;
  }

  void update(int oneByte) {
    value = value >>> Byte.SIZE ^ TABLES[0][(int) ((value ^ oneByte) & BYTE_MASK)];
  }

  void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int end = offset + length;
    for (; end - at >= LANES; at += LANES) {
      long mixed = value;
      for (int lane = 0; lane < LANES; lane++) {
        mixed ^= (long) (bytes[at + lane] & BYTE_MASK) << (lane * Byte.SIZE);
      }
      long next = 0;
      for (int lane = 0; lane < LANES; lane++) {
        next ^= TABLES[LANES - 1 - lane][(int) (mixed >>> (lane * Byte.SIZE) & BYTE_MASK)];
      }
      value = next;
    }
    for (; at < end; at++) {
      update(bytes[at]);
    }
  }

  long value() {
    return value;
  }
}
