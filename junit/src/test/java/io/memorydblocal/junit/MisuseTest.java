package io.memorydblocal.junit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.platform.testkit.engine.EngineTestKit;

/** What is wrong with a test class is said before anything starts. */
class MisuseTest {

  @MemoryDbLocal
  static class OfAnotherType {

    @Test
    void test(@MemoryDbCluster String cluster) {}
  }

  @MemoryDbLocal
  static class FieldOfAnotherType {

    @MemoryDbCluster Object cluster = "";

    @Test
    void test() {}
  }

  @MemoryDbLocal
  static class TwoAlike {

    @Test
    void test(@MemoryDbCluster RunningCluster one, @MemoryDbCluster RunningCluster other) {}
  }

  @Test
  void saysWhatAClusterMustBe() {
    assertFails(OfAnotherType.class, "must be a RunningCluster, not a String");
    assertFails(FieldOfAnotherType.class, "must be a RunningCluster, not a Object");
  }

  @Test
  void saysThatTwoAlikeAreOne() {
    assertFails(TwoAlike.class, "give it a name, as in @MemoryDbCluster(\"other\")");
  }

  @Test
  void saysWhichJavaIsNeeded() {
    assertThatThrownBy(() -> Server.requireJava(Runtime.Version.parse("21.0.2")))
        .isInstanceOf(ExtensionConfigurationException.class)
        .hasMessageContaining("needs Java 25 or newer")
        .hasMessageContaining("which is Java 21");
  }

  private static void assertFails(Class<?> testClass, String message) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(testClass))
        .execute()
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    instanceOf(ExtensionConfigurationException.class),
                    message(text -> text.contains(message)))));
  }
}
