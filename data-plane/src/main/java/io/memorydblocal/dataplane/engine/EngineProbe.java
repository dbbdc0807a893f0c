package io.memorydblocal.dataplane.engine;

import io.memorydblocal.dataplane.EngineBinary;
import java.nio.file.Path;

/** Finds out what an executable is. */
@FunctionalInterface
public interface EngineProbe {

  /**
   * Starts the executable once.
   *
   * @param origin where it comes from, in words for a user
   * @throws io.memorydblocal.dataplane.DataPlaneException naming what makes it unfit: it isn't an
   *     engine, is older than 6.2, or was built without TLS
   */
  EngineBinary examine(Path executable, String origin);
}
