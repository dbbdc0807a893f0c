package io.memorydblocal.dataplane.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.NodeAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackAddressesTest {

  private static final LoopbackAddresses.PortRange PORTS =
      LoopbackAddresses.PortRange.parse("30000-30002");

  @Test
  void givesEveryNodeAnAddressWithThePortAskedFor() {
    LoopbackAddresses addresses = new LoopbackAddresses("127.99.4.0/30", PORTS);
    assumeTrue(
        !addresses.at(0, 6379).host().equals("127.0.0.1"), "this system has one address only");

    assertThat(addresses.at(0, 6379)).hasToString("127.99.4.1:6379");
    assertThat(addresses.at(1, 7000)).hasToString("127.99.4.2:7000");
    assertThat(addresses.at(2, 6379)).as("goes round").hasToString("127.99.4.1:6379");
  }

  @Test
  void seesThatAnAddressOrItsBusPortIsTaken() throws IOException {
    LoopbackAddresses addresses = new LoopbackAddresses("127.99.0.0/16", PORTS);
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      int port = socket.getLocalPort();
      assumeTrue(port > 11_024, "no room for a bus port below " + port);
      assertThat(
              addresses.isFree(new NodeAddress("127.0.0.1", Math.min(port, NodeAddress.MAX_PORT))))
          .isEqualTo(port > NodeAddress.MAX_PORT);
      assertThat(addresses.isFree(new NodeAddress("127.0.0.1", port - 10_000)))
          .as("its bus port is taken")
          .isFalse();
    }
  }

  @Test
  void saysWhatIsWrongWithABlock() {
    for (String block :
        new String[] {"10.0.0.0/8", "127.1.0.0", "127.0.0.0/4", "here", "127.1/x"}) {
      assertThatExceptionOfType(DataPlaneException.class)
          .as(block)
          .isThrownBy(() -> new LoopbackAddresses(block, PORTS))
          .withMessageContaining(block);
    }
  }

  @Test
  void saysWhatIsWrongWithARangeOfPorts() {
    for (String range : new String[] {"a-b", "0-10", "20-10", "60000-61000", ""}) {
      assertThatExceptionOfType(DataPlaneException.class)
          .as(range)
          .isThrownBy(() -> LoopbackAddresses.PortRange.parse(range))
          .withMessageContaining(range);
    }
  }
}
