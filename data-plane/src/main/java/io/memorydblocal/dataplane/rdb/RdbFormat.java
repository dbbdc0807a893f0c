package io.memorydblocal.dataplane.rdb;

import java.nio.charset.StandardCharsets;

/** What the parts of an RDB file are called in it. */
final class RdbFormat {

  static final byte[] MAGIC = "REDIS".getBytes(StandardCharsets.US_ASCII);

  /** Digits of the version behind the magic word. */
  static final int VERSION_DIGITS = 4;

  /** From this version on a checksum follows the end. */
  static final int CHECKSUM_SINCE = 5;

  /** The newest version whose contents are known here. */
  static final int NEWEST = 12;

  static final int CHECKSUM_BYTES = 8;

  static final int SLOT_INFO = 244;
  static final int FUNCTION = 245;
  static final int FUNCTION_BEFORE_RELEASE = 246;
  static final int MODULE_AUX = 247;
  static final int IDLE = 248;
  static final int FREQUENCY = 249;
  static final int AUX = 250;
  static final int RESIZE_DATABASE = 251;
  static final int EXPIRES_AT_MILLIS = 252;
  static final int EXPIRES_AT_SECONDS = 253;
  static final int SELECT_DATABASE = 254;
  static final int END = 255;

  private RdbFormat() {}
}
