package io.memorydblocal.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

/**
 * Needs a Docker engine, and the image: {@code mvn verify -Dmemorydb-local.image=memorydb-local}.
 */
@EnabledIfSystemProperty(
    named = MemoryDbLocalContainerIT.IMAGE,
    matches = ".+",
    disabledReason = "no image is given by -D" + MemoryDbLocalContainerIT.IMAGE)
@Testcontainers(disabledWithoutDocker = true)
class MemoryDbLocalContainerIT {

  static final String IMAGE = "memorydb-local.image";

  @Container
  private final MemoryDbLocalContainer container =
      new MemoryDbLocalContainer(
          DockerImageName.parse(System.getProperty(IMAGE))
              .asCompatibleSubstituteFor("memorydb-local"));

  @Test
  void answersWhoSignsWithItsKey() {
    URI endpoint = container.endpoint();
    try (MemoryDbClient memoryDb =
        MemoryDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(container.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build()) {
      assertThat(memoryDb.describeUsers(all -> {}).users()).hasSize(1);
    }
    assertThat(container.caCertificate()).startsWith("-----BEGIN CERTIFICATE-----");
  }
}
