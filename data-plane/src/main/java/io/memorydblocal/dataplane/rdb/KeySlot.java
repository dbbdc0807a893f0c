package io.memorydblocal.dataplane.rdb;

import io.memorydblocal.dataplane.Slots;

/** Finds the hash slot of a key, as every engine in cluster mode does. */
final class KeySlot {

  private static final int POLYNOMIAL = 0x1021;
  private static final int BYTE_MASK = 0xFF;
  private static final int CRC_MASK = 0xFFFF;
  private static final int CRC_TOP_BIT = 0x8000;
  private static final int[] TABLE = table();

  private KeySlot() {}

  private static int[] table() {
    int[] table = new int[BYTE_MASK + 1];
    for (int i = 0; i < table.length; i++) {
      int crc = i << Byte.SIZE;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc & CRC_TOP_BIT) == 0 ? crc << 1 : (crc << 1) ^ POLYNOMIAL;
      }
      table[i] = crc & CRC_MASK;
    }
    return table;
  }

  /** Only what stands between the first braces counts, if something does. */
  static int of(byte[] key) {
    int open = indexOf(key, '{', 0);
    if (open >= 0) {
      int close = indexOf(key, '}', open + 1);
      if (close > open + 1) {
        return crc16(key, open + 1, close) % Slots.COUNT;
      }
    }
    return crc16(key, 0, key.length) % Slots.COUNT;
  }

  private static int indexOf(byte[] key, char wanted, int from) {
    for (int i = from; i < key.length; i++) {
      if (key[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static int crc16(byte[] bytes, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc = ((crc << Byte.SIZE) & CRC_MASK) ^ TABLE[((crc >>> Byte.SIZE) ^ bytes[i]) & BYTE_MASK];
    }
    return crc;
  }
}
