package io.memorydblocal.provisioning.objectstore;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Keeps contents of any size under keys such as {@code a/b.c}. A content is there as a whole or not
 * at all, and none is ever held in memory.
 */
public interface ObjectStore {

  /** Writes a content to a stream, which isn't its to close. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Keeps a content, in place of what was there before.
   *
   * @throws IOException when it can't, or what the content throws; then all is as before
   */
  void put(String key, Content content) throws IOException;

  /**
   * Opens a content.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  InputStream get(String key) throws IOException;

  /** Deletes a content, if it is there. */
  void delete(String key) throws IOException;

  boolean exists(String key) throws IOException;
}
