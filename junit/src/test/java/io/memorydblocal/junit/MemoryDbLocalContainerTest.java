package io.memorydblocal.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** How the container is started; that takes no Docker engine. */
class MemoryDbLocalContainerTest {

  @Test
  void exposesTheApiWithAKeyThatNobodyKnows() {
    try (MemoryDbLocalContainer container = new MemoryDbLocalContainer("memorydb-local:0.1");
        MemoryDbLocalContainer other = new MemoryDbLocalContainer("memorydb-local:0.1")) {
      String secret = container.credentials().resolveCredentials().secretAccessKey();

      assertThat(container.getExposedPorts()).containsExactly(8379);
      assertThat(container.getEnvMap())
          .containsEntry("SERVER_ADDRESS", "0.0.0.0")
          .containsEntry("MEMORYDB_SECURITY_ACCESS_KEYS_0_SECRET", secret);
      assertThat(other.credentials().resolveCredentials().secretAccessKey()).isNotEqualTo(secret);
    }
  }

  @Test
  void canHaveTheHostsNetworkSoThatNodesAreReached() {
    try (MemoryDbLocalContainer container =
        new MemoryDbLocalContainer("memorydb-local").withHostNetwork()) {
      assertThat(container.getNetworkMode()).isEqualTo("host");
      assertThat(container.getExposedPorts()).isEmpty();
      assertThat(container.endpoint().getPort())
          .isEqualTo(Integer.parseInt(container.getEnvMap().get("SERVER_PORT")))
          .isNotEqualTo(8379);
      assertThat(container.getEnvMap())
          .containsEntry("SERVER_ADDRESS", "127.0.0.1")
          .hasEntrySatisfying(
              "MEMORYDB_DATA_PLANE_ADDRESS_BLOCK",
              block -> assertThat(block).startsWith("127.79."));
    }
  }

  @Test
  void refusesAnotherImage() {
    assertThatThrownBy(() -> new MemoryDbLocalContainer("redis:7"))
        .hasMessageContaining("memorydb-local");
  }
}
