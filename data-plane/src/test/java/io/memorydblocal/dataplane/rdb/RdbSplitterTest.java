package io.memorydblocal.dataplane.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.dataplane.Slots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engines write is tested with a real one; this is what they don't, and the rules. */
class RdbSplitterTest {

  private static final int HEAD = 9;

  private final ByteArrayOutputStream low = new ByteArrayOutputStream();
  private final ByteArrayOutputStream high = new ByteArrayOutputStream();

  @Test
  void computesTheChecksumThatEnginesDo() {
    Crc64 crc = new Crc64();
    byte[] text = "123456789".getBytes(StandardCharsets.US_ASCII);
    crc.update(text, 0, text.length);
    assertThat(crc.value()).isEqualTo(0xe9c6d914c4b8d9caL);
  }

  @Test
  void findsTheSlotsThatEnginesFind() {
    assertThat(KeySlot.of(bytes("123456789"))).isEqualTo(0x31c3);
    assertThat(KeySlot.of(bytes("{user1000}.following")))
        .isEqualTo(KeySlot.of(bytes("user1000")))
        .isEqualTo(KeySlot.of(bytes("a{user1000}{b}")));
    assertThat(KeySlot.of(bytes("foo{}{bar}"))).isNotEqualTo(KeySlot.of(bytes("bar")));
  }

  @Test
  void dealsKeysOutBySlotWithAllThatBelongsToThem() throws IOException {
    // foo is in slot 12182, bar in slot 5061.
    String foo = "\u00fc\1\2\3\4\5\6\7\10\u00f8\5\0\3foo\3one";
    String bar = "\u00fd\1\2\3\4\u00f9\7\0\3bar\3two";

    long keys = split(file("\u00fa\4name\5value\u00fe\0\u00fb\2\1" + foo + bar));

    assertThat(keys).isEqualTo(2);
    assertThat(content(low)).isEqualTo("\u00fa\4name\5value\u00fe\0" + bar + "\u00ff");
    assertThat(content(high)).isEqualTo("\u00fa\4name\5value\u00fe\0" + foo + "\u00ff");
    assertThat(split(low.toByteArray(), high.toByteArray()))
        .as("and can be read again")
        .isEqualTo(2);
  }

  @Test
  void readsKeysThatAreNumbersOrCompressed() throws IOException {
    String number = "\0\u00c190\1x"; // 12345

    split(file("\u00fe\0" + number));

    boolean isLow = KeySlot.of(bytes("12345")) < Slots.COUNT / 2;
    assertThat(content(isLow ? low : high)).contains(number);
    assertThat(content(isLow ? high : low)).doesNotContain(number);
    byte[] packed = {0, 'a', (byte) 0xe0, 10, 0};
    assertThat(Lzf.expand(packed, 20)).isEqualTo(bytes("a".repeat(20)));
    assertThatExceptionOfType(RdbFormatException.class).isThrownBy(() -> Lzf.expand(packed, 19));
  }

  @Test
  void givesFunctionsOfSeveralFilesToEveryTargetOnce() throws IOException {
    byte[] one = file("\u00f5\4code\u00fe\0\0\3foo\1x");
    byte[] other = file("\u00f5\4code\u00fe\0\0\3bar\1x");

    assertThat(split(one, other)).isEqualTo(2);

    assertThat(content(low)).isEqualTo("\u00fe\0\u00f5\4code\0\3bar\1x\u00ff");
    assertThat(content(high)).isEqualTo("\u00fe\0\u00f5\4code\0\3foo\1x\u00ff");
  }

  @Test
  void leavesOutWhereTheWriterStoodInItsReplication() throws IOException {
    split(file("\u00fa\7repl-id\2ab\u00fa\13repl-offset\u00c0\5"));
    assertThat(content(low)).isEqualTo("\u00fe\0\u00ff");
  }

  @Test
  void refusesWhatCantBeTakenOver() {
    assertRefused(bytes("PK\3\4 something else"), "it is not an RDB file");
    assertRefused(bytes("REDIS"), "it ends too early");
    assertRefused(bytes("REDIS0080\u00ff"), "its version is 80, and none above 12 is known");
    assertRefused(file("\u00fe\1\0\3foo\1x"), "it has more than one database");
    assertRefused(file("\u00f7\1\1\0"), "it holds data of a module");
    assertRefused(file("\7\3foo\1\0"), "it holds values of a module");
    assertRefused(file("\77\3foo\1\0"), "unknown type of a value: 63");
    assertRefused(file("\0\u00c8foo"), "unknown form of a string");
    byte[] whole = file("\0\3foo\3bar");
    assertRefused(Arrays.copyOf(whole, whole.length - 1), "it ends before its checksum");
    assertRefused(Arrays.copyOf(whole, HEAD + 6), "it ends too early");
    assertRefused(Arrays.copyOf(whole, whole.length + 1), "something follows its end");
    whole[HEAD + 6] ^= 1;
    assertRefused(whole, "its checksum is wrong: the file is damaged");
  }

  @Test
  void takesAFileWhoseWriterLeftTheChecksumOut() throws IOException {
    assertThat(split(bytes("REDIS0009\0\3foo\3bar\u00ff\0\0\0\0\0\0\0\0"))).isEqualTo(1);
  }

  private void assertRefused(byte[] file, String reason) {
    assertThatExceptionOfType(RdbFormatException.class)
        .isThrownBy(() -> split(file))
        .withMessageStartingWith("file 0 can't be used: " + reason);
  }

  private long split(byte[]... files) throws IOException {
    low.reset();
    high.reset();
    int half = Slots.COUNT / 2;
    return RdbSplitter.split(
        Arrays.stream(files).map(RdbSplitterTest::source).toList(),
        List.of(
            new RdbTarget(Slots.range(0, half - 1), low),
            new RdbTarget(Slots.range(half, Slots.COUNT - 1), high)));
  }

  private static RdbSource source(byte[] file) {
    return new RdbSource() {
      @Override
      public String name() {
        return "file 0";
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(file);
      }
    };
  }

  /** A whole file with the entries, in which a character is a byte. */
  private static byte[] file(String entries) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      RdbOutput out = new RdbOutput(bytes);
      out.begin(10);
      out.write(bytes(entries));
      out.end();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is between the head and the checksum. */
  private static String content(ByteArrayOutputStream file) {
    byte[] bytes = file.toByteArray();
    return new String(
        bytes, HEAD, bytes.length - HEAD - RdbFormat.CHECKSUM_BYTES, StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
