package io.memorydblocal.api.testing;

import io.memorydblocal.api.MemoryDbLocal;
import io.memorydblocal.dataplane.DataPlane;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The server in a JVM of its own, which stops dead at a point of its work on engines, there to be
 * killed. The point is read from a file, {@code launch:2:after} for the moment after the second
 * launch; {@code before} and {@code during} are the others. When it is reached, a second file says
 * so.
 */
public final class CrashingServer {

  /** Where the point is written to. */
  public static final String POINT = "crash-point";

  /** There when the point is reached. */
  public static final String REACHED = "crash-point-reached";

  private final Path directory;
  private final Map<String, Integer> calls = new ConcurrentHashMap<>();

  private CrashingServer(Path directory) {
    this.directory = directory;
  }

  /** Starts it; the first argument is the data directory, the others are Spring Boot's. */
  public static void main(String[] arguments) {
    CrashingServer crashing = new CrashingServer(Path.of(arguments[0]));
    MemoryDbLocal.application()
        .initializers(crashing::watchTheDataPlane)
        .run(Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private void watchTheDataPlane(ConfigurableApplicationContext context) {
    context
        .getBeanFactory()
        .addBeanPostProcessor(
            new BeanPostProcessor() {
              @Override
              public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataPlane dataPlane ? watched(dataPlane) : bean;
              }
            });
  }

  private Object watched(DataPlane dataPlane) {
    return Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {DataPlane.class},
        (proxy, method, arguments) -> call(dataPlane, method, arguments));
  }

  private Object call(DataPlane dataPlane, Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("canFound") && !wantsFounding()) {
      return false;
    }
    String point = point(method.getName());
    if (point.endsWith(":before")) {
      stopDead();
    } else if (point.endsWith(":during")) {
      reached();
    }
    Object result;
    try {
      result = method.invoke(dataPlane, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (!point.isEmpty()) {
      stopDead();
    }
    return result;
  }

  /** Points of other calls are in the way that nodes are started one by one. */
  private boolean wantsFounding() throws IOException {
    Path file = directory.resolve(POINT);
    return Files.notExists(file) || Files.readString(file).startsWith("found:");
  }

  /** The point, if this call is the one it names. Calls count from when the point was written. */
  private String point(String method) throws IOException {
    Path file = directory.resolve(POINT);
    if (Files.notExists(file)) {
      return "";
    }
    String point = Files.readString(file).strip();
    int number = calls.merge(point + " " + method, 1, Integer::sum);
    return point.startsWith("%s:%d:".formatted(method, number)) ? point : "";
  }

  private void stopDead() throws IOException, InterruptedException {
    reached();
    new CountDownLatch(1).await();
  }

  private void reached() throws IOException {
    Files.writeString(directory.resolve(REACHED), "");
  }
}
