package io.memorydblocal.provisioning.encryption;

/** A content isn't what was once kept, and won't be, however often it is read. */
public class DamagedContentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DamagedContentException(String message) {
    super(message);
  }

  public DamagedContentException(String message, Throwable cause) {
    super(message, cause);
  }
}
