package io.memorydblocal.junit;

import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Logger;

/**
 * What a Spring Boot application sets for the whole JVM when it starts and ends, such as how and
 * where to log. It is put back, because the tests' own application is to find the JVM as it was.
 */
final class JvmSettings {

  private final Set<Object> properties = Set.copyOf(System.getProperties().keySet());
  private final Logger rootLogger = Logger.getLogger("");
  private final Handler[] handlers = rootLogger.getHandlers();

  /** Removes the system properties and restores the handlers of the JDK's logging. */
  void restore() {
    System.getProperties().keySet().removeIf(name -> !properties.contains(name));
    for (Handler handler : rootLogger.getHandlers()) {
      rootLogger.removeHandler(handler);
    }
    for (Handler handler : handlers) {
      rootLogger.addHandler(handler);
    }
  }
}
