package io.memorydblocal.junit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * MemoryDB Local in a container, for tests that can't have it in their JVM.
 *
 * <p><b>What can be reached.</b> Nodes of clusters listen on loopback addresses of the network that
 * the server is in, and announce these to their clients. In an ordinary container that is the
 * container's own network: MemoryDB's API is reached through the mapped port, and clusters are
 * created, changed and deleted, but nobody outside of the container can connect to them, neither
 * from the host nor from another container. With {@link #withHostNetwork()} the container has the
 * host's network and its clusters are reached from the host as well; that takes a Docker engine
 * that runs on the same Linux as the tests, and not in a virtual machine as Docker Desktop does.
 */
public final class MemoryDbLocalContainer extends GenericContainer<MemoryDbLocalContainer> {

  /** Where the API listens in an ordinary container. */
  public static final int PORT = 8379;

  private static final String HOST = "host";
  private static final DockerImageName IMAGE = DockerImageName.parse("memorydb-local");
  private static final String CA_CERTIFICATE = "/ca.pem";

  private final String secret = UUID.randomUUID().toString();
  private int hostPort;
  private @Nullable AddressBlock addresses;

  /** A container of an image that is {@code memorydb-local}, or declared to be a substitute. */
  public MemoryDbLocalContainer(DockerImageName image) {
    super(image);
    image.assertCompatibleWith(IMAGE);
    // Other machines may reach a mapped port: the key that everyone knows is not accepted there.
    withEnv("MEMORYDB_SECURITY_ACCESS_KEYS_0_ID", "test");
    withEnv("MEMORYDB_SECURITY_ACCESS_KEYS_0_SECRET", secret);
    withEnv("SERVER_ADDRESS", "0.0.0.0");
    withEnv("SERVER_PORT", String.valueOf(PORT));
    withExposedPorts(PORT);
    waitingFor(Wait.forHttp(CA_CERTIFICATE).forPort(PORT));
  }

  /** The same by the image's name, such as {@code memorydb-local:latest}. */
  public MemoryDbLocalContainer(String image) {
    this(DockerImageName.parse(image));
  }

  /**
   * Gives the container the host's network, on Linux: its clusters can be connected to from the
   * host. The API listens on a free port of 127.0.0.1, and nodes get addresses that no other server
   * has which tests have started.
   */
  public MemoryDbLocalContainer withHostNetwork() {
    addresses = AddressBlock.claim();
    hostPort = freePort();
    withNetworkMode(HOST);
    setExposedPorts(List.of());
    withEnv("SERVER_ADDRESS", "127.0.0.1");
    withEnv("SERVER_PORT", String.valueOf(hostPort));
    withEnv("MEMORYDB_DATA_PLANE_ADDRESS_BLOCK", addresses.cidr());
    // No port is mapped that one could ask at.
    waitingFor(Wait.forLogMessage(".*ready +in .*", 1));
    return this;
  }

  /** Where the API is. */
  public URI endpoint() {
    return HOST.equals(getNetworkMode())
        ? URI.create("http://127.0.0.1:" + hostPort)
        : URI.create("http://%s:%d".formatted(getHost(), getMappedPort(PORT)));
  }

  /** The credentials that it knows; the secret is another one for each container. */
  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", secret));
  }

  /** The certificate of the authority that clients of its clusters must trust, as PEM. */
  public String caCertificate() {
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(endpoint().resolve(CA_CERTIFICATE)).build(),
                  HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("The server answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    super.stop();
    if (addresses != null) {
      addresses.close();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
