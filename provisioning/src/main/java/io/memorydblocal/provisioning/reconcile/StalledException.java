package io.memorydblocal.provisioning.reconcile;

/** Something that should have happened by itself did not. */
class StalledException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StalledException(String message) {
    super(message);
  }
}
