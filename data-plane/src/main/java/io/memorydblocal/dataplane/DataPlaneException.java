package io.memorydblocal.dataplane;

import org.jspecify.annotations.Nullable;

/** The data plane could not do what was asked. The message tells a user why. */
public class DataPlaneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DataPlaneException(String message) {
    this(message, null);
  }

  public DataPlaneException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
