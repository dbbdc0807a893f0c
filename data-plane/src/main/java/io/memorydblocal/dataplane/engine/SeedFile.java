package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.NodeSeed;
import io.memorydblocal.dataplane.files.PrivateFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * An RDB file that becomes the log of a node which never ran. An engine reads its log only, and the
 * log may begin with such a file.
 */
final class SeedFile implements NodeSeed {

  private static final String LOG = "appendonly.aof";
  private static final String LOG_DIRECTORY = "appendonlydir";
  private static final String BASE = LOG + ".1.base.rdb";
  private static final String INCREMENT = LOG + ".1.incr.aof";
  private static final String MANIFEST = LOG + ".manifest";

  private final Path directory;
  private final boolean inParts;
  private final Path draft;
  private final FileChannel channel;
  private final OutputStream out;

  private SeedFile(Path directory, boolean inParts) throws IOException {
    this.directory = directory;
    this.inParts = inParts;
    this.draft = directory.resolve("seed.draft");
    Files.deleteIfExists(draft);
    PrivateFiles.create(draft);
    this.channel = FileChannel.open(draft, StandardOpenOption.WRITE);
    this.out = Channels.newOutputStream(channel);
  }

  /**
   * Begins to write one.
   *
   * @param inParts whether the engine keeps its log in a directory of files, as it does since 7.0
   */
  static SeedFile begin(Path directory, boolean inParts) throws IOException {
    PrivateFiles.directory(directory);
    return new SeedFile(directory, inParts);
  }

  /** True when there is a log, an engine's own or one that was put there. */
  static boolean isThere(Path directory) {
    return Files.exists(directory.resolve(LOG))
        || Files.exists(directory.resolve(LOG_DIRECTORY).resolve(MANIFEST));
  }

  @Override
  public OutputStream out() {
    return out;
  }

  /** The manifest is last: without it there is no log. */
  @Override
  public void complete() throws IOException {
    channel.force(true);
    channel.close();
    if (!inParts) {
      Files.move(draft, directory.resolve(LOG), StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    Path parts = directory.resolve(LOG_DIRECTORY);
    PrivateFiles.directory(parts);
    Files.move(
        draft,
        parts.resolve(BASE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.write(parts.resolve(INCREMENT), "");
    PrivateFiles.write(
        parts.resolve(MANIFEST),
        "file %s seq 1 type b\nfile %s seq 1 type i\n".formatted(BASE, INCREMENT));
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(draft);
  }
}
