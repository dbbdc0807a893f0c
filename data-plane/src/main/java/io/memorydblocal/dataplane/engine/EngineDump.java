package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NodeSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has an engine write all of its data to a file of the node's directory, and passes the file on. A
 * child process of the engine writes it: clients don't notice.
 */
final class EngineDump {

  /** How long something else that the engine writes may keep it from beginning. */
  private static final Duration START_PATIENCE = Duration.ofMinutes(10);

  /** How long a replica may take to receive what its primary had when it was asked. */
  private static final Duration CATCH_UP_PATIENCE = Duration.ofSeconds(30);

  private final NodeSpec node;
  private final NodeDirectory directory;
  private final EngineClient line;
  private final BooleanSupplier pause;

  /**
   * @param pause waits a moment; returns false when the engine has ended
   */
  EngineDump(NodeSpec node, NodeDirectory directory, EngineClient line, BooleanSupplier pause) {
    this.node = node;
    this.directory = directory;
    this.line = line;
    this.pause = pause;
  }

  /** Waits until the engine has every write up to a place in its primary's stream of them. */
  void awaitOffset(long offset) {
    await(
        () -> line.replicationOffset() >= offset,
        CATCH_UP_PATIENCE,
        "doesn't receive its primary's writes");
  }

  /** Writes the data as they are at some moment after the call. */
  void writeTo(OutputStream out) throws IOException {
    // What is left of a dump that nobody fetched, or of a replica's synchronisation.
    Files.deleteIfExists(directory.dump());
    await(line::startDump, START_PATIENCE, "doesn't begin to write its data");
    await(() -> !line.isDumping(), null, "doesn't end to write its data");
    if (!line.lastDumpSucceeded()) {
      throw new DataPlaneException(
          "The engine of %s could not write its data to %s; %s says why"
              .formatted(node.id(), directory.path(), directory.messages()));
    }
    try (InputStream dump = Files.newInputStream(directory.dump())) {
      // The space is free again as soon as the file is read, whatever happens.
      Files.delete(directory.dump());
      dump.transferTo(out);
    } catch (NoSuchFileException e) {
      throw new DataPlaneException("The data that %s wrote are gone".formatted(node.id()), e);
    }
  }

  private void await(BooleanSupplier condition, @Nullable Duration patience, String failure) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (!pause.getAsBoolean()) {
        throw new DataPlaneException(
            "The engine of %s ended while its data were written".formatted(node.id()));
      }
      if (patience != null && System.nanoTime() - start > patience.toNanos()) {
        throw new DataPlaneException(
            "The engine of %s %s within %d s".formatted(node.id(), failure, patience.toSeconds()));
      }
    }
  }
}
