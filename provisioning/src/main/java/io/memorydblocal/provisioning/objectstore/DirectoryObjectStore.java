package io.memorydblocal.provisioning.objectstore;

import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Keeps contents as files that only their owner may read. */
final class DirectoryObjectStore implements ObjectStore {

  private static final String DRAFT = ".draft";

  private final Path directory;

  DirectoryObjectStore(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  @Override
  public void put(String key, Content content) throws IOException {
    Path file = file(key);
    Path draft = draft(file);
    PrivateFiles.directory(parent(file));
    // One that a crash left.
    Files.deleteIfExists(draft);
    PrivateFiles.create(draft);
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE);
          OutputStream out = Channels.newOutputStream(channel)) {
        content.writeTo(out);
        channel.force(true);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  @Override
  public InputStream get(String key) throws IOException {
    return Files.newInputStream(file(key));
  }

  /** The last one takes its directories with it. */
  @Override
  public void delete(String key) throws IOException {
    Path file = file(key);
    Files.deleteIfExists(draft(file));
    Files.deleteIfExists(file);
    for (Path left = parent(file); !left.equals(directory); left = parent(left)) {
      try {
        Files.deleteIfExists(left);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
    }
  }

  @Override
  public boolean exists(String key) {
    return Files.exists(file(key));
  }

  private Path file(String key) {
    Path file = directory.resolve(key).normalize();
    if (!file.startsWith(directory) || file.equals(directory)) {
      throw new IllegalArgumentException("not a key: " + key);
    }
    return file;
  }

  private static Path parent(Path file) {
    return Objects.requireNonNull(file.getParent());
  }

  private static Path draft(Path file) {
    return file.resolveSibling(file.getFileName() + DRAFT);
  }

  @Override
  public String toString() {
    return directory.toString();
  }
}
