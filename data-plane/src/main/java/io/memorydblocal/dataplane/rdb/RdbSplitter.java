package io.memorydblocal.dataplane.rdb;

import io.memorydblocal.dataplane.Slots;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Deals the keys of RDB files out to other RDB files by their hash slots. A key keeps its value,
 * its time to live and its idle time or frequency, byte for byte; functions go to every target.
 * Neither a file nor a value is ever held in memory.
 */
public final class RdbSplitter {

  private static final int BUFFER = 1 << 16;
  private static final String REPLICATION = "repl-";

  private final List<RdbOutput> outputs = new ArrayList<>();
  private final int[] outputOfSlot = new int[Slots.COUNT];

  /** Functions of all shards are the same, and an engine refuses to have one twice. */
  private final Set<String> functions = new HashSet<>();

  /** What stands before a key and belongs to it. */
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  private long keys;

  private RdbSplitter(List<RdbTarget> targets) {
    Arrays.fill(outputOfSlot, -1);
    for (RdbTarget target : targets) {
      for (int slot : target.slots().toArray()) {
        outputOfSlot[slot] = outputs.size();
      }
      outputs.add(new RdbOutput(new BufferedOutputStream(target.out(), BUFFER)));
    }
  }

  /**
   * Reads all sources, one after the other, and writes a whole file to every target.
   *
   * @return how many keys there are
   * @throws RdbFormatException when a source isn't an RDB file, is damaged, or holds what can't be
   *     taken over; what was written until then is of no use
   * @throws IOException when a source can't be read or a target can't be written
   */
  public static long split(List<RdbSource> sources, List<RdbTarget> targets) throws IOException {
    RdbSplitter splitter = new RdbSplitter(targets);
    int version = 0;
    for (RdbSource source : sources) {
      version = Math.max(version, version(source));
    }
    for (RdbOutput output : splitter.outputs) {
      output.begin(version);
    }
    boolean first = true;
    for (RdbSource source : sources) {
      splitter.read(source, first);
      first = false;
    }
    for (RdbOutput output : splitter.outputs) {
      output.end();
    }
    return splitter.keys;
  }

  private static int version(RdbSource source) throws IOException {
    try (InputStream in = source.open()) {
      return version(new RdbInput(in));
    } catch (EOFException | RdbFormatException e) {
      throw refused(source, e);
    }
  }

  private static int version(RdbInput in) throws IOException {
    byte[] head = in.readBytes(RdbFormat.MAGIC.length + RdbFormat.VERSION_DIGITS);
    String text = new String(head, StandardCharsets.US_ASCII);
    if (!text.matches("REDIS\\d{4}")) {
      throw new RdbFormatException("it is not an RDB file");
    }
    int version = Integer.parseInt(text.substring(RdbFormat.MAGIC.length));
    if (version < 1 || version > RdbFormat.NEWEST) {
      throw new RdbFormatException(
          "its version is %d, and none above %d is known".formatted(version, RdbFormat.NEWEST));
    }
    return version;
  }

  private void read(RdbSource source, boolean first) throws IOException {
    try (InputStream opened = source.open()) {
      RdbInput in = new RdbInput(opened);
      int version = version(in);
      if (first) {
        copyHead(in, version);
      } else {
        readEntries(in, version, in.readByte());
      }
    } catch (EOFException | RdbFormatException e) {
      throw refused(source, e);
    }
  }

  /** Of several files the first one's head goes to all targets. */
  private void copyHead(RdbInput in, int version) throws IOException {
    int opcode = in.readByte();
    while (opcode == RdbFormat.AUX) {
      byte[] aux = record(in, opcode, () -> skipAux(in));
      if (!isAboutReplication(aux)) {
        writeToAll(aux);
      }
      opcode = in.readByte();
    }
    for (RdbOutput output : outputs) {
      output.selectDatabase();
    }
    readEntries(in, version, opcode);
  }

  private void readEntries(RdbInput in, int version, int firstOpcode) throws IOException {
    int opcode = firstOpcode;
    while (opcode != RdbFormat.END) {
      switch (opcode) {
        case RdbFormat.AUX -> skipAux(in);
        case RdbFormat.FUNCTION -> copyFunction(in);
        case RdbFormat.SELECT_DATABASE -> requireFirstDatabase(in.readLength());
        case RdbFormat.RESIZE_DATABASE -> skipNumbers(in, 2);
        case RdbFormat.SLOT_INFO -> skipNumbers(in, 3);
        case RdbFormat.FUNCTION_BEFORE_RELEASE ->
            throw new RdbFormatException("it holds functions of a trial version of Redis 7");
        case RdbFormat.MODULE_AUX ->
            throw new RdbFormatException("it holds data of a module, which can't be taken over");
        default -> copyKey(in, opcode);
      }
      opcode = in.readByte();
    }
    long computed = in.checksum();
    if (version >= RdbFormat.CHECKSUM_SINCE) {
      long stated = in.readChecksum();
      // An engine that was told to do without writes zero.
      if (stated != 0 && stated != computed) {
        throw new RdbFormatException("its checksum is wrong: the file is damaged");
      }
    }
    if (!in.isAtEnd()) {
      throw new RdbFormatException("something follows its end");
    }
  }

  private void copyKey(RdbInput in, int firstOpcode) throws IOException {
    pending.reset();
    pending.write(firstOpcode);
    in.copyTo(pending);
    int type = firstOpcode;
    while (isAboutKey(type)) {
      switch (type) {
        case RdbFormat.EXPIRES_AT_MILLIS -> in.skip(Long.BYTES);
        case RdbFormat.EXPIRES_AT_SECONDS -> in.skip(Integer.BYTES);
        case RdbFormat.IDLE -> in.readLength();
        default -> in.readByte();
      }
      type = in.readByte();
    }
    int slot = KeySlot.of(in.readString());
    int output = outputOfSlot[slot];
    if (output < 0) {
      throw new RdbFormatException("it holds a key of slot %d, which nobody has".formatted(slot));
    }
    pending.writeTo(outputs.get(output));
    in.copyTo(outputs.get(output));
    RdbValue.skip(type, in);
    in.copyTo(OutputStream.nullOutputStream());
    keys++;
  }

  private static boolean isAboutKey(int opcode) {
    return opcode == RdbFormat.EXPIRES_AT_MILLIS
        || opcode == RdbFormat.EXPIRES_AT_SECONDS
        || opcode == RdbFormat.IDLE
        || opcode == RdbFormat.FREQUENCY;
  }

  private void copyFunction(RdbInput in) throws IOException {
    byte[] function = record(in, RdbFormat.FUNCTION, in::skipString);
    if (functions.add(HexFormat.of().formatHex(sha256().digest(function)))) {
      writeToAll(function);
    }
  }

  private interface Reading {
    void run() throws IOException;
  }

  private byte[] record(RdbInput in, int opcode, Reading reading) throws IOException {
    pending.reset();
    pending.write(opcode);
    in.copyTo(pending);
    reading.run();
    in.copyTo(OutputStream.nullOutputStream());
    return pending.toByteArray();
  }

  private void writeToAll(byte[] bytes) throws IOException {
    for (RdbOutput output : outputs) {
      output.write(bytes);
    }
  }

  /** Where its writer stood in a replication that the reader takes no part in. */
  private static boolean isAboutReplication(byte[] aux) throws IOException {
    RdbInput in = new RdbInput(new ByteArrayInputStream(aux, 1, aux.length - 1));
    return new String(in.readString(), StandardCharsets.US_ASCII).startsWith(REPLICATION);
  }

  private static void skipAux(RdbInput in) throws IOException {
    in.skipString();
    in.skipString();
  }

  private static void skipNumbers(RdbInput in, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      in.readLength();
    }
  }

  private static void requireFirstDatabase(long number) {
    if (number != 0) {
      throw new RdbFormatException("it has more than one database, which no cluster can have");
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RdbFormatException refused(RdbSource source, Exception reason) {
    return new RdbFormatException(
        "%s can't be used: %s.".formatted(source.name(), reason.getMessage()), reason);
  }
}
