package io.memorydblocal.dataplane.rdb;

import io.memorydblocal.dataplane.DataPlaneException;

/** A file isn't what an engine writes, is damaged, or holds what can't be taken over. */
public class RdbFormatException extends DataPlaneException {

  private static final long serialVersionUID = 1L;

  public RdbFormatException(String message) {
    super(message);
  }

  public RdbFormatException(String message, Throwable cause) {
    super(message, cause);
  }
}
