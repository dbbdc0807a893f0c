package io.memorydblocal.dataplane;

/**
 * A node that has held acknowledged data has lost its directory; starting it would lose the data in
 * silence.
 */
public class NodeDataLostException extends DataPlaneException {

  private static final long serialVersionUID = 1L;

  public NodeDataLostException(String message) {
    super(message);
  }
}
