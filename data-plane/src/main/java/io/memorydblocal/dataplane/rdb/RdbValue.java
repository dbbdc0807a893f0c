package io.memorydblocal.dataplane.rdb;

import java.io.IOException;

/** Reads past values: far enough to know where each ends, and no further. */
final class RdbValue {

  private static final int STREAM_ID_BYTES = 16;
  private static final int TIME_BYTES = 8;

  /** First entry, greatest deleted entry (two numbers each), and how many entries were added. */
  private static final int NUMBERS_OF_NEWER_STREAMS = 5;

  private static final int PLAIN_STREAM = 15;
  private static final int STREAM_WITH_ACTIVE_TIMES = 21;

  private RdbValue() {}

  static void skip(int type, RdbInput in) throws IOException {
    switch (type) {
      // A string, or a whole collection that is written as one: zipmap, ziplist, intset, listpack.
      case 0, 9, 10, 11, 12, 13, 16, 17, 20 -> in.skipString();
      // Lists, sets, and lists of ziplists.
      case 1, 2, 14 -> repeat(in.readLength(), in::skipString);
      case 3 ->
          repeat(
              in.readLength(),
              () -> {
                in.skipString();
                in.skipTextDouble();
              });
      case 4 ->
          repeat(
              in.readLength(),
              () -> {
                in.skipString();
                in.skipString();
              });
      case 5 ->
          repeat(
              in.readLength(),
              () -> {
                in.skipString();
                in.skip(Double.BYTES);
              });
      case 6, 7 ->
          throw new RdbFormatException("it holds values of a module, which can't be taken over");
      case 18 ->
          repeat(
              in.readLength(),
              () -> {
                in.readLength();
                in.skipString();
              });
      case PLAIN_STREAM, 19, STREAM_WITH_ACTIVE_TIMES -> skipStream(type, in);
      case 22, 23, 24, 25 ->
          throw new RdbFormatException(
              "it holds hashes whose fields expire, which no engine of MemoryDB knows");
      default -> throw new RdbFormatException("unknown type of a value: " + type);
    }
  }

  private static void skipStream(int type, RdbInput in) throws IOException {
    repeat(
        in.readLength(),
        () -> {
          in.skipString();
          in.skipString();
        });
    // How many entries there are, and the last one.
    skipNumbers(3, in);
    if (type > PLAIN_STREAM) {
      skipNumbers(NUMBERS_OF_NEWER_STREAMS, in);
    }
    repeat(in.readLength(), () -> skipConsumerGroup(type, in));
  }

  private static void skipConsumerGroup(int type, RdbInput in) throws IOException {
    in.skipString();
    // The last entry delivered, and how many entries were read.
    skipNumbers(type > PLAIN_STREAM ? 3 : 2, in);
    repeat(
        in.readLength(),
        () -> {
          in.skip(STREAM_ID_BYTES + TIME_BYTES);
          in.readLength();
        });
    repeat(
        in.readLength(),
        () -> {
          in.skipString();
          in.skip(type >= STREAM_WITH_ACTIVE_TIMES ? 2 * TIME_BYTES : TIME_BYTES);
          repeat(in.readLength(), () -> in.skip(STREAM_ID_BYTES));
        });
  }

  private static void skipNumbers(int count, RdbInput in) throws IOException {
    repeat(count, in::readLength);
  }

  private interface Piece {
    void skip() throws IOException;
  }

  private static void repeat(long times, Piece piece) throws IOException {
    for (long i = 0; i < times; i++) {
      piece.skip();
    }
  }
}
