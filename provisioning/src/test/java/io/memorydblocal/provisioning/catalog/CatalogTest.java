package io.memorydblocal.provisioning.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.MemoryDbException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {

  private final NodeTypes nodeTypes = new NodeTypes();
  private final EngineVersions engines = new EngineVersions();

  @Test
  void knowsNodeTypesWithTheirMemory() {
    assertThat(nodeTypes.require("db.t4g.small").maxMemory()).isEqualTo(1_471_026_299L);
    assertThat(nodeTypes.require("db.r6gd.xlarge").dataTiering()).isTrue();
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> nodeTypes.require("cache.t4g.medium"))
        .withMessageContaining("cache.t4g.medium")
        .withMessageContaining("db.t4g.small");
  }

  @Test
  void scalesUpAndDownAmongTheFamiliesWithoutDataTiering() {
    NodeType large = nodeTypes.require("db.r6g.large");

    assertThat(nodeTypes.above(large))
        .extracting(NodeType::name)
        .startsWith("db.r7g.large", "db.r6g.xlarge", "db.r7g.xlarge")
        .endsWith("db.r7g.16xlarge")
        .doesNotContain("db.r6g.large")
        .noneMatch(name -> name.startsWith("db.r6gd."));
    assertThat(nodeTypes.below(large))
        .extracting(NodeType::name)
        .containsExactly("db.t4g.small", "db.t4g.medium", "db.r7g.large");
  }

  @Test
  void scalesDataTieringOnlyToDataTiering() {
    NodeType tiering = nodeTypes.require("db.r6gd.2xlarge");

    assertThat(nodeTypes.above(tiering))
        .extracting(NodeType::name)
        .containsExactly("db.r6gd.4xlarge", "db.r6gd.8xlarge");
    assertThat(nodeTypes.below(tiering))
        .extracting(NodeType::name)
        .containsExactly("db.r6gd.xlarge");
  }

  @Test
  void takesRedisWhenNoEngineIsNamed() {
    assertThat(engines.require(null, null)).isEqualTo(new EngineRelease("redis", "7.1", "7.1.1"));
    assertThat(engines.require("valkey", null).engineVersion()).isEqualTo("7.2");
  }

  @Test
  void offersEveryReleaseWithOneDefaultForEachEngine() {
    assertThat(engines.offered(null))
        .extracting(release -> release.engine() + " " + release.engineVersion())
        .isSorted()
        .hasSize(5);
    assertThat(engines.offered(null).stream().filter(engines::isDefault))
        .containsExactly(engines.require("redis", null), engines.require("valkey", null));
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> engines.offered("memcached"));
  }

  @ParameterizedTest
  @CsvSource({"memcached, 1.6", "redis, 6.2.6", "redis, 5.0", "valkey, 7.1"})
  void refusesReleasesThatAreNot(String engine, String version) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> engines.require(engine, version));
  }
}
