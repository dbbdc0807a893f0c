package io.memorydblocal.api;

/** The server doesn't start, for a reason that the user can remove. */
public class StartRefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Says why and what to do.
   *
   * @param reason what is wrong
   * @param remedy what the user can do about it
   */
  public StartRefusedException(String reason, String remedy) {
    super(reason);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
