package io.memorydblocal.provisioning.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every store promises. */
abstract class ObjectStoreContract {

  protected abstract ObjectStore store();

  @Test
  void keepsContentsUnderKeysUntilTheyAreDeleted() throws IOException {
    assertThat(store().exists("a/b.txt")).isFalse();

    put("a/b.txt", "first");
    put("a/c.txt", "other");
    put("a/b.txt", "second");

    assertThat(store().exists("a/b.txt")).isTrue();
    assertThat(get("a/b.txt")).asString().isEqualTo("second");
    store().delete("a/b.txt");
    store().delete("a/b.txt");
    assertThat(store().exists("a/b.txt")).isFalse();
    assertThat(get("a/c.txt")).asString().isEqualTo("other");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> get("a/b.txt"))
        .withMessageContaining("a/b.txt");
  }

  @Test
  void leavesAllAsItWasWhenAContentFails() throws IOException {
    put("kept", "before");
    byte[] part = new byte[40 << 20];

    for (String key : new String[] {"kept", "new"}) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () ->
                  store()
                      .put(
                          key,
                          out -> {
                            out.write(part);
                            throw new IOException("no more");
                          }))
          .withMessage("no more");
    }

    assertThat(get("kept")).asString().isEqualTo("before");
    assertThat(store().exists("new")).isFalse();
  }

  @Test
  void keepsWhatIsLargerThanAPart() throws IOException {
    byte[] content = new byte[(70 << 20) + 7];
    new Random(1).nextBytes(content);

    store()
        .put(
            "large",
            out -> {
              out.write(content[0]);
              out.write(content, 1, content.length - 1);
            });

    assertThat(get("large")).isEqualTo(content);
    store().put("empty", out -> {});
    assertThat(get("empty")).isEmpty();
  }

  private void put(String key, String content) throws IOException {
    store().put(key, out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] get(String key) throws IOException {
    try (InputStream in = store().get(key)) {
      return in.readAllBytes();
    }
  }
}
