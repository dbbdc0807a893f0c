package io.memorydblocal.provisioning;

/** A request that can't be carried out: a fault of MemoryDB's API and a message that says why. */
public class MemoryDbException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Fault fault;

  public MemoryDbException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
