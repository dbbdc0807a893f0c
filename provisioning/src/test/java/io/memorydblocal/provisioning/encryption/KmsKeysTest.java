package io.memorydblocal.provisioning.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.SnapshotProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What moto's KMS never answers. */
class KmsKeysTest {

  private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/1234";

  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    byte[] answer =
        "{\"__type\":\"DisabledException\",\"message\":\"1234 is disabled.\"}"
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(400, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void saysThatAKeyIsDisabled() {
    KmsKeys keys =
        new KmsKeys(
            new SnapshotProperties.Kms(
                true,
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                "id",
                "secret"));

    assertThatExceptionOfType(MemoryDbException.class)
        .isThrownBy(() -> keys.generate(KEY, "one"))
        .withMessage("KMS key %s can't be used: 1234 is disabled.", KEY)
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.INVALID_KMS_KEY));
  }
}
