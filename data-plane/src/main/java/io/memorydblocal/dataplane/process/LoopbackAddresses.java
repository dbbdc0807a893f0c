package io.memorydblocal.dataplane.process;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NodeAddress;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The pool of addresses for nodes. Where the system answers on all of 127.0.0.0/8, as Linux does,
 * every node gets an address of its own and listens on the port that was asked for. Where it has
 * only 127.0.0.1, as macOS does, all nodes share that address and get ports of a range.
 */
final class LoopbackAddresses {

  private static final String ONLY = "127.0.0.1";

  private final int base;
  private final int size;
  private final PortRange sharedPorts;
  private final boolean oneAddress;

  /**
   * Ports for nodes that have to share one address.
   *
   * @param first the first port
   * @param last the last port, at most {@link NodeAddress#MAX_PORT}
   */
  record PortRange(int first, int last) {

    PortRange {
      if (first < 1 || last > NodeAddress.MAX_PORT || first > last) {
        throw new DataPlaneException(
            "not a range of ports between 1 and %d: %d-%d"
                .formatted(NodeAddress.MAX_PORT, first, last));
      }
    }

    static PortRange parse(String text) {
      String[] ends = text.split("-", -1);
      try {
        return new PortRange(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
      } catch (NumberFormatException e) {
        throw new DataPlaneException("not a range of ports such as 26379-30378: " + text, e);
      }
    }
  }

  /**
   * @param block part of 127.0.0.0/8 in CIDR notation, such as {@code 127.77.0.0/16}
   * @param sharedPorts for systems that have only 127.0.0.1
   */
  LoopbackAddresses(String block, PortRange sharedPorts) {
    String[] parts = block.split("/", -1);
    try {
      InetAddress address = Inet4Address.ofLiteral(parts[0]);
      int bits = Integer.parseInt(parts[1]);
      if (!address.isLoopbackAddress() || bits < 8 || bits > 30) {
        throw new DataPlaneException("not a block of 127.0.0.0/8: " + block);
      }
      this.size = 1 << (32 - bits);
      this.base = toInt(address) & -size;
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new DataPlaneException("not a block of addresses such as 127.77.0.0/16: " + block, e);
    }
    this.sharedPorts = sharedPorts;
    this.oneAddress = !canBind(new InetSocketAddress(at(0), 0));
  }

  NodeAddress at(long index, int port) {
    if (oneAddress) {
      int ports = sharedPorts.last() - sharedPorts.first() + 1;
      return new NodeAddress(ONLY, sharedPorts.first() + (int) Math.floorMod(index, (long) ports));
    }
    return new NodeAddress(at(index).getHostAddress(), port);
  }

  boolean isFree(NodeAddress address) {
    InetAddress host = InetAddress.ofLiteral(address.host());
    return canBind(new InetSocketAddress(host, address.port()))
        && canBind(new InetSocketAddress(host, address.busPort()));
  }

  /** The first and the last address of the block stay unused, as in any network. */
  private InetAddress at(long index) {
    int value = base + 1 + (int) Math.floorMod(index, (long) size - 2);
    try {
      return InetAddress.getByAddress(
          new byte[] {
            (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
          });
    } catch (UnknownHostException e) {
      throw new AssertionError("four bytes are an address", e);
    }
  }

  private static int toInt(InetAddress address) {
    int value = 0;
    for (byte part : address.getAddress()) {
      value = (value << 8) | (part & 0xff);
    }
    return value;
  }

  private static boolean canBind(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      // As the engine does: connections of an earlier listener that are still closing don't matter.
      socket.setReuseAddress(true);
      socket.bind(address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
