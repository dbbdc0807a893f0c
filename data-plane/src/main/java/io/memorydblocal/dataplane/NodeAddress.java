package io.memorydblocal.dataplane;

/**
 * Where a node listens: a literal IP address and the port for its clients.
 *
 * @param host a literal IPv4 address
 * @param port the client port, 1 to 55535
 */
public record NodeAddress(String host, int port) {

  /** Engines older than 7.0 fix the distance between a node's client port and its cluster bus. */
  private static final int BUS_PORT_OFFSET = 10_000;

  /** The highest client port that leaves room for the cluster bus. */
  public static final int MAX_PORT = 65_535 - BUS_PORT_OFFSET;

  public NodeAddress {
    if (port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("port must be between 1 and " + MAX_PORT + ": " + port);
    }
  }

  /** The port of the cluster bus, on the same host. */
  public int busPort() {
    return port + BUS_PORT_OFFSET;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
