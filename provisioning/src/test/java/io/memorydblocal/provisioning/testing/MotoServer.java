package io.memorydblocal.provisioning.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** S3 and KMS for tests: moto's server, where it is installed. It takes any credentials. */
public final class MotoServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final int port;

  private MotoServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts it, its output in a file; empty where it isn't installed. */
  public static Optional<MotoServer> start(Path output) {
    int port = freePort();
    try {
      Process process =
          new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", String.valueOf(port))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      MotoServer server = new MotoServer(process, port);
      await().atMost(PATIENCE).until(() -> server.answers() || !process.isAlive());
      return process.isAlive() ? Optional.of(server) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where all of its services are. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
