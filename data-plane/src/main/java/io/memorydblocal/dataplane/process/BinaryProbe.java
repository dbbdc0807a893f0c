package io.memorydblocal.dataplane.process;

import io.memorydblocal.dataplane.DataPlaneException;
import io.memorydblocal.dataplane.EngineBinary;
import io.memorydblocal.dataplane.engine.EngineProbe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs an executable with options that make an engine say what it is and end at once. */
final class BinaryProbe implements EngineProbe {

  /** {@code Redis server v=7.0.15 sha=...}; Valkey 7.2 leaves its name out. */
  private static final Pattern VERSION = Pattern.compile("v=(\\d+\\.\\d+\\.\\d+)");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Together they last a second. */
  private static final int ATTEMPTS = 100;

  private static final int GLANCE_MILLIS = 10;

  @Override
  public EngineBinary examine(Path executable, String origin) {
    String banner = run(List.of(executable.toString(), "--version"));
    Matcher version = VERSION.matcher(banner);
    if (!version.find()) {
      throw new DataPlaneException(
          executable + " is not a Valkey or Redis server: it says \"" + banner.strip() + "\"");
    }
    boolean valkey =
        banner.contains("Valkey") || executable.getFileName().toString().startsWith("valkey");
    EngineBinary binary =
        new EngineBinary(executable, valkey ? "Valkey" : "Redis", version.group(1), origin);
    if (!binary.isAtLeast(6, 2)) {
      throw new DataPlaneException(executable + " is " + version.group(1) + ", older than 6.2");
    }
    // With no port at all an engine ends at once; one without TLS stumbles over the word first.
    String answer = run(List.of(executable.toString(), "--port", "0", "--tls-port", "0"));
    if (answer.contains("tls-port")) {
      throw new DataPlaneException(executable + " was built without TLS");
    }
    return binary;
  }

  private static String run(List<String> command) {
    try {
      Process process = start(command);
      process.getOutputStream().close();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new DataPlaneException(command.getFirst() + " does not end within " + PATIENCE);
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new DataPlaneException(command.getFirst() + " can't be started: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DataPlaneException("interrupted while starting " + command.getFirst(), e);
    }
  }

  /**
   * A file that was written a moment ago is busy for as long as a process that was forked meanwhile
   * holds it open, which it does until it runs a program of its own.
   */
  private static Process start(List<String> command) throws IOException, InterruptedException {
    for (int attempt = 1; ; attempt++) {
      try {
        return new ProcessBuilder(command).redirectErrorStream(true).start();
      } catch (IOException e) {
        boolean busy = String.valueOf(e.getMessage()).contains("Text file busy");
        if (!busy || attempt == ATTEMPTS) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
      }
    }
  }
}
