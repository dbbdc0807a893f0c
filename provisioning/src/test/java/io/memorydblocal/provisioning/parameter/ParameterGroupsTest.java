package io.memorydblocal.provisioning.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.Scope;
import io.memorydblocal.provisioning.catalog.Catalogues;
import io.memorydblocal.provisioning.catalog.EngineVersions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterGroupsTest {

  private static final Scope SCOPE = new Scope("000000000000", "us-east-1");
  private static final Instant NOW = Instant.EPOCH;

  private final EngineVersions engines = Catalogues.engineVersions();
  private final ParameterFamilies families = new ParameterFamilies();
  private final ParameterFamily family = families.require("memorydb_redis7");
  private final ParameterGroup group = ParameterGroup.created(SCOPE, "mine", family, null, NOW);

  @ParameterizedTest
  @CsvSource({
    "redis, 6.2, default.memorydb-redis6",
    "redis, 7.0, default.memorydb-redis7",
    "redis, 7.1, default.memorydb-redis7",
    "valkey, 7.2, default.memorydb-valkey7",
    "valkey, 7.3, default.memorydb-valkey7"
  })
  void everyReleaseHasADefaultGroup(String engine, String version, String name) {
    String own = engines.parameterFamily(engines.require(engine, version));

    assertThat(families.require(own).defaultGroup()).isEqualTo(name);
  }

  @Test
  void everyDefaultIsAllowed() {
    for (String name : families.names()) {
      for (Parameter parameter : families.require(name).parameters()) {
        assertThatCode(() -> parameter.requireAllowed(parameter.defaultValue()))
            .as(name + " " + parameter.name())
            .doesNotThrowAnyException();
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "acllog-max-len, 1, 0",
        "acllog-max-len, 10000, 10001",
        "acllog-max-len, 20, twenty",
        "acllog-max-len, 20, 20.5",
        "active-defrag-ignore-bytes, 9223372036854775807, 9223372036854775808",
        "slowlog-log-slower-than, -1, -2",
        "timeout, 2147483647, 2147483648",
        "timeout, 20, 020",
        "timeout, 0, 19",
        "timeout, 20, -1",
        "activedefrag, yes, maybe",
        "maxmemory-policy, allkeys-lru, lru",
        "maxmemory-policy, noeviction, ''",
        "notify-keyspace-events, KEA, KEQ",
        "notify-keyspace-events, '', ' '"
      })
  void takesOnlyAllowedValues(String parameter, String good, String bad) {
    group.set(Map.of(parameter, good), family, NOW);

    assertThat(group.value(family.require(parameter))).isEqualTo(good);
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> group.set(Map.of(parameter, bad), family, NOW))
        .withMessageContaining(parameter)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_PARAMETER_VALUE));
    assertThat(group.value(family.require(parameter))).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource({"maxclients", "activerehashing", "port", "hash-max-ziplist-value"})
  void knowsOnlyTheParametersOfItsFamily(String parameter) {
    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> group.set(Map.of(parameter, "1"), family, NOW))
        .withMessageContaining(parameter);
  }

  @Test
  void turnsParametersIntoDirectivesOfTheEngine() {
    assertThat(group.engineSettings(family))
        .containsEntry("maxmemory-policy", "noeviction")
        .containsEntry("notify-keyspace-events", "")
        .containsEntry("hash-max-listpack-entries", "512")
        .containsEntry("client-output-buffer-limit", "normal 0 0 0 pubsub 33554432 8388608 60")
        .doesNotContainKeys("search-enabled", "client-output-buffer-limit-normal-hard-limit");

    group.set(
        Map.of("client-output-buffer-limit-pubsub-soft-seconds", "5", "search-enabled", "yes"),
        family,
        NOW);

    assertThat(group.engineSettings(family))
        .containsEntry("client-output-buffer-limit", "normal 0 0 0 pubsub 33554432 8388608 5")
        .doesNotContainKey("search-enabled");
    group.reset(List.of("client-output-buffer-limit-pubsub-soft-seconds"), family, NOW);
    assertThat(group.wantsSearch()).isTrue();
    group.resetAll(NOW);
    assertThat(group.wantsSearch()).isFalse();
  }
}
