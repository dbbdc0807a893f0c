package io.memorydblocal.provisioning.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.catalog.Catalogues;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterGroupsTest {

  private final EngineVersions engines = Catalogues.engineVersions();
  private final ParameterGroups groups = new ParameterGroups(engines);

  @ParameterizedTest
  @CsvSource({
    "redis, 6.2, default.memorydb-redis6",
    "redis, 7.0, default.memorydb-redis7",
    "redis, 7.1, default.memorydb-redis7",
    "valkey, 7.2, default.memorydb-valkey7",
    "valkey, 7.3, default.memorydb-valkey7"
  })
  void everyReleaseHasADefaultGroup(String engine, String version, String group) {
    assertThat(groups.require(null, engines.require(engine, version))).isEqualTo(group);
    assertThat(groups.require(group, engines.require(engine, version))).isEqualTo(group);
  }

  @ParameterizedTest
  @CsvSource({
    "mine, PARAMETER_GROUP_NOT_FOUND",
    "default.memorydb-redis6, INVALID_PARAMETER_COMBINATION",
    "default.memorydb-redis7.search, INVALID_PARAMETER_COMBINATION"
  })
  void refusesGroupsThatDoNotFit(String group, Fault fault) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> groups.require(group, engines.require("redis", "7.1")))
        .withMessageContaining(group)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
  }

  @Test
  void turnsParametersIntoDirectivesOfTheEngine() {
    assertThat(groups.engineSettings("default.memorydb-redis7"))
        .containsEntry("maxmemory-policy", "noeviction")
        .containsEntry("notify-keyspace-events", "")
        .containsEntry("hash-max-listpack-entries", "512")
        .containsEntry("client-output-buffer-limit", "normal 0 0 0 pubsub 33554432 8388608 60")
        .doesNotContainKeys("search-enabled", "client-output-buffer-limit-normal-hard-limit");
  }
}
