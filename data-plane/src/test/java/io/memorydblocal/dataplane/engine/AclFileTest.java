package io.memorydblocal.dataplane.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.EngineUser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class AclFileTest {

  private static final EngineAdmin ADMIN = new EngineAdmin("secret of the control plane");
  private static final EngineBinary REDIS_7 = binary("7.0.15");
  private static final EngineBinary REDIS_6 = binary("6.2.11");

  @Test
  void switchesTheDefaultUserOffUnlessItIsACustomer() {
    assertThat(file(REDIS_7).text()).contains("user default off resetpass resetkeys -@all\n");

    AclFile open =
        file(REDIS_7, new EngineUser("default", List.of("on", "~*", "+@all"), List.of()));
    assertThat(open.text()).contains("user default nopass on ~* +@all -acl|deluser");
  }

  @Test
  void keepsNoPasswordButItsHash() {
    String text =
        file(REDIS_7, new EngineUser("app", List.of("on"), List.of(EngineUser.hash("a password"))))
            .text();
    assertThat(text).contains("user app #" + EngineUser.hash("a password") + " on");
    assertThat(text).doesNotContain("a password").doesNotContain(ADMIN.password());
  }

  @Test
  void takesRestrictedCommandsAwayBehindEverythingThatWasGiven() {
    List<String> rules =
        setUser(file(REDIS_7, new EngineUser("app", List.of("on", "+@all"), List.of("x"))), "app");
    assertThat(rules).containsSubsequence("+@all", "-config");
    assertThat(rules).contains("-cluster|forget", "-acl|setuser", "-debug", "-replicaof");
  }

  @Test
  void takesThemAwayInSelectorsToo() {
    List<String> rules =
        setUser(
            file(REDIS_7, new EngineUser("app", List.of("on", "(~a* +@all)"), List.of("x"))),
            "app");
    assertThat(rules.getLast()).startsWith("(~a* +@all -acl|deluser").contains(" -config ");
  }

  @Test
  void leavesOutCommandsThatTheEngineDoesNotHave() {
    EngineUser user =
        new EngineUser(
            "app", List.of("on", "+json.get", "+@search", "+waitaof", "+get"), List.of("x"));
    assertThat(setUser(file(REDIS_7, user), "app"))
        .contains("+get")
        .doesNotContain("+json.get", "+@search", "+waitaof");
  }

  @Test
  void speaksToEnginesBefore7InTheirOwnWords() {
    EngineUser user =
        new EngineUser(
            "app",
            List.of("on", "~k", "%R~r", "+@all", "-client|kill", "+expiretime", "(~b +get)"),
            List.of("x"));
    assertThat(setUser(file(REDIS_6, user), "app"))
        .contains("-client", "-cluster", "+cluster|slots", "-config")
        .doesNotContain("%R~r", "+expiretime", "-client|kill", "-cluster|forget")
        .noneMatch(rule -> rule.startsWith("("));
  }

  private static List<String> setUser(AclFile file, String user) {
    return file.setUserArguments().stream()
        .filter(arguments -> arguments.getFirst().equals(user))
        .findAny()
        .orElseThrow();
  }

  private static AclFile file(EngineBinary binary, EngineUser... users) {
    return new AclFile(List.of(users), ADMIN, binary);
  }

  private static EngineBinary binary(String version) {
    return new EngineBinary(Path.of("/redis-server"), "Redis", version, "test");
  }
}
