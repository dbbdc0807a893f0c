package io.memorydblocal.api.operation;

/** A request that can't be carried out, with a code that isn't one of MemoryDB's. */
public class AwsException extends RuntimeException {

  /** What is asked for isn't there, and is nothing that MemoryDB's API knows. */
  public static final String NOT_FOUND = "NotFoundException";

  private static final long serialVersionUID = 1L;

  private final String code;

  public AwsException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** The shape name of the error, by which SDKs know it. */
  public String code() {
    return code;
  }
}
