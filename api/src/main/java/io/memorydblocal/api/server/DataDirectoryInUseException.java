package io.memorydblocal.api.server;

import java.nio.file.Path;

/** Another server has the data directory open. */
class DataDirectoryInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(Path path) {
    super("Another MemoryDB Local is using the data directory " + path);
  }
}
