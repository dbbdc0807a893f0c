package io.memorydblocal.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Loopback addresses that no other server of this machine has: 254 of 127.79.0.0/16. They are taken
 * for as long as the last one of the block, which no node gets, is listened on, so that tests side
 * by side don't meet, and a JVM that was killed leaves its block.
 */
final class AddressBlock implements AutoCloseable {

  private static final int BLOCKS = 256;
  private static final int PORT = 6379;

  private final String cidr;
  private final @Nullable ServerSocket claim;

  private AddressBlock(String cidr, @Nullable ServerSocket claim) {
    this.cidr = cidr;
    this.claim = claim;
  }

  /**
   * Takes a block. Where the system has only 127.0.0.1, as macOS does, there is nothing to take:
   * servers look for free ports of that address then.
   */
  static AddressBlock claim() {
    int first = ThreadLocalRandom.current().nextInt(BLOCKS);
    for (int i = 0; i < BLOCKS; i++) {
      String prefix = "127.79." + (first + i) % BLOCKS;
      ServerSocket claim = listen(prefix + ".255");
      if (claim != null) {
        return new AddressBlock(prefix + ".0/24", claim);
      }
    }
    return new AddressBlock("127.79.0.0/16", null);
  }

  private static @Nullable ServerSocket listen(String address) {
    try {
      return new ServerSocket(PORT, 1, InetAddress.getByName(address));
    } catch (IOException e) {
      return null;
    }
  }

  /** In CIDR notation. */
  String cidr() {
    return cidr;
  }

  @Override
  public void close() {
    try {
      if (claim != null) {
        claim.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
