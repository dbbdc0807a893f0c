package io.memorydblocal.api.server;

import io.memorydblocal.api.StartRefusedException;
import io.memorydblocal.provisioning.reconcile.ControlPlaneId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The directory that holds everything a server keeps. One server at a time may have it open. */
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Opens a directory, making it first if there is none.
   *
   * @throws StartRefusedException when another server has it open
   */
  static DataDirectory open(Path given) {
    try {
      Files.createDirectories(
          given,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path path = given.toRealPath();
      FileChannel file =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file) == null) {
        file.close();
        throw new StartRefusedException(
            "Another MemoryDB Local is using the data directory " + path + ".",
            "End it with './memorydb down', or choose another directory with --data-dir.");
      }
      return new DataDirectory(path, file);
    } catch (IOException e) {
      throw new UncheckedIOException("The data directory " + given + " can't be used", e);
    }
  }

  /** A place in it. */
  public Path resolve(String name) {
    return path.resolve(name);
  }

  /** What this server is called among those over the same database. */
  ControlPlaneId controlPlaneId() {
    Path file = path.resolve("control-plane-id");
    try {
      if (Files.notExists(file)) {
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return new ControlPlaneId(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }
}
