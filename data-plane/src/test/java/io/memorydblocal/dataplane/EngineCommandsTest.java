package io.memorydblocal.dataplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EngineCommandsTest {

  private static final EngineBinary REDIS_6_2 =
      new EngineBinary(Path.of("x"), "Redis", "6.2.11", "test");

  @Test
  void knowsCommandsSubcommandsAndModules() {
    assertThat(EngineCommands.isCommand("GET")).isTrue();
    assertThat(EngineCommands.isCommand("client|list")).isTrue();
    assertThat(EngineCommands.isCommand("json.set")).isTrue();
    assertThat(EngineCommands.isCommand("frobnicate")).isFalse();
    assertThat(EngineCommands.isCommand("get|list")).isFalse();
  }

  @Test
  void knowsCategories() {
    assertThat(EngineCommands.isCategory("all")).isTrue();
    assertThat(EngineCommands.isCategory("search")).isTrue();
    assertThat(EngineCommands.isCategory("everything")).isFalse();
  }

  @Test
  void knowsWhichEngineHasWhat() {
    assertThat(EngineCommands.isKnownTo(REDIS_6_2, "getex")).isTrue();
    assertThat(EngineCommands.isKnownTo(REDIS_6_2, "expiretime")).isFalse();
    assertThat(EngineCommands.isKnownTo(REDIS_6_2, "json.get")).isFalse();
    assertThat(EngineCommands.isKnownTo(REDIS_6_2, "@read")).isTrue();
    assertThat(EngineCommands.isKnownTo(REDIS_6_2, "@json")).isFalse();
  }

  @Test
  void knowsWhatCommandsActUpon() {
    assertThat(EngineCommands.isOfGroup("HSET", "hash")).isTrue();
    assertThat(EngineCommands.isOfGroup("xinfo|stream", "stream")).isTrue();
    assertThat(EngineCommands.isOfGroup("info", "string")).isFalse();
    assertThat(EngineCommands.reads("zrange")).isTrue();
    assertThat(EngineCommands.writes("zrange")).isFalse();
    assertThat(EngineCommands.writes("zrangestore")).isTrue();
    assertThat(EngineCommands.reads("publish") || EngineCommands.writes("publish")).isFalse();
    assertThat(EngineCommands.reads("frobnicate")).isFalse();
  }

  @Test
  void restrictsCommandsWithAllTheirSubcommands() {
    assertThat(RestrictedCommands.contains("CONFIG")).isTrue();
    assertThat(RestrictedCommands.contains("config|get")).isTrue();
    assertThat(RestrictedCommands.contains("cluster|forget")).isTrue();
    assertThat(RestrictedCommands.contains("cluster|nodes")).isFalse();
    assertThat(RestrictedCommands.contains("cluster")).isFalse();
  }

  @Test
  void everyRestrictedCommandExists() {
    assertThat(RestrictedCommands.denials())
        .allSatisfy(
            denial ->
                assertThat(EngineCommands.isCommand(denial.substring(1))).as(denial).isTrue());
  }
}
