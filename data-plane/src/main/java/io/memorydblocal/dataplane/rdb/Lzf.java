package io.memorydblocal.dataplane.rdb;

/** Reads what engines compress: runs of literal bytes and references to what was there before. */
final class Lzf {

  private static final int BYTE_MASK = 0xFF;

  /** Below it, a control byte is the length of a literal run, less one. */
  private static final int LITERAL_LIMIT = 32;

  /** A reference with this length says the rest of it in one more byte. */
  private static final int LONG_LENGTH = 7;

  private static final int LENGTH_SHIFT = 5;
  private static final int OFFSET_MASK = 0x1F;
  private static final int SHORTEST_REFERENCE = 2;

  private Lzf() {}

  /**
   * The bytes before they were compressed.
   *
   * @throws RdbFormatException when they can't have been
   */
  static byte[] expand(byte[] packed, int length) {
    byte[] plain = new byte[length];
    int in = 0;
    int out = 0;
    try {
      while (in < packed.length) {
        int control = packed[in++] & BYTE_MASK;
        if (control < LITERAL_LIMIT) {
          System.arraycopy(packed, in, plain, out, control + 1);
          in += control + 1;
          out += control + 1;
          continue;
        }
        int run = control >>> LENGTH_SHIFT;
        if (run == LONG_LENGTH) {
          run += packed[in++] & BYTE_MASK;
        }
        int from = out - ((control & OFFSET_MASK) << Byte.SIZE) - (packed[in++] & BYTE_MASK) - 1;
        // Byte by byte: a reference may reach into what it writes itself.
        for (int end = out + run + SHORTEST_REFERENCE; out < end; out++) {
          plain[out] = plain[from++];
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw damaged();
    }
    if (out != length) {
      throw damaged();
    }
    return plain;
  }

  private static RdbFormatException damaged() {
    return new RdbFormatException("a compressed key can't be expanded: the file is damaged");
  }
}
