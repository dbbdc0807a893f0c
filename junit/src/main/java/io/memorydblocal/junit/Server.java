package io.memorydblocal.junit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

/**
 * The server in this JVM. Everything that it keeps is in a temporary directory that goes with it.
 */
final class Server implements AutoCloseable {

  private static final String ACCESS_KEY = "test";

  /** Those that it knows. */
  static final AwsCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, ACCESS_KEY));

  private static final int OLDEST_JAVA = 25;

  private final Path directory;
  private final AddressBlock addresses;
  private final ServerClassLoader classes;
  private final Closeable application;
  private final URI endpoint;
  private final X509Certificate caCertificate;
  private final MemoryDbClient client;

  private Server(
      Path directory, AddressBlock addresses, ServerClassLoader classes, Closeable application)
      throws IOException, CertificateException {
    this.directory = directory;
    this.addresses = addresses;
    this.classes = classes;
    this.application = application;
    this.endpoint = readEndpoint();
    this.caCertificate = readCertificate();
    this.client =
        MemoryDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(CREDENTIALS)
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
  }

  /**
   * Starts the server; it is ready when this returns.
   *
   * @throws ExtensionConfigurationException when it can't be started, with the reason
   */
  static Server start() {
    requireJava(Runtime.version());
    try {
      Path directory = Files.createTempDirectory("memorydb-local-").toRealPath();
      AddressBlock addresses = AddressBlock.claim();
      ServerClassLoader classes = ServerClassLoader.open(directory.resolve("server"));
      try {
        return new Server(directory, addresses, classes, run(classes, directory, addresses));
      } catch (InvocationTargetException e) {
        release(classes, addresses, data(directory), directory.resolve("server"));
        throw new ExtensionConfigurationException(
            "MemoryDB Local could not be started: %s (its log is %s)"
                .formatted(reason(e), log(directory)),
            e.getCause());
      }
    } catch (IOException | ReflectiveOperationException | CertificateException e) {
      throw new ExtensionConfigurationException(
          "MemoryDB Local could not be started: " + e.getMessage(), e);
    }
  }

  /**
   * The server's classes would be refused with a number that tells nobody anything.
   *
   * @throws ExtensionConfigurationException when the version is too old
   */
  static void requireJava(Runtime.Version version) {
    if (version.feature() < OLDEST_JAVA) {
      throw new ExtensionConfigurationException(
          ("MemoryDB Local needs Java %d or newer in the JVM of the tests, which is Java %d at %s. Run"
                  + " the tests on a newer one, or use MemoryDbLocalContainer.")
              .formatted(OLDEST_JAVA, version.feature(), System.getProperty("java.home")));
    }
  }

  private static Closeable run(ServerClassLoader classes, Path directory, AddressBlock addresses)
      throws ReflectiveOperationException {
    List<String> arguments =
        List.of(
            // Nor is the configuration of the application under test the server's.
            "--spring.config.location=classpath:/application.yaml",
            "--memorydb.data-directory=" + data(directory),
            "--logging.file.name=" + log(directory),
            "--memorydb.data-plane.address-block=" + addresses.cidr(),
            "--memorydb.db.url=",
            // They come at their time of the day, in the middle of any test.
            "--memorydb.snapshots.automatic=false",
            "--memorydb.security.access-keys[0].id=" + ACCESS_KEY,
            "--memorydb.security.access-keys[0].secret=" + ACCESS_KEY,
            "--memorydb.security.access-keys[0].api-key=" + ACCESS_KEY,
            "--logging.threshold.console=error",
            "--server.address=127.0.0.1",
            "--server.port=0",
            // Not with the first request, and not while the tests have the JVM's logging.
            "--spring.mvc.servlet.load-on-startup=1");
    return classes.within(
        () ->
            (Closeable)
                classes
                    .mainClass()
                    .getMethod("start", String[].class)
                    .invoke(null, (Object) arguments.toArray(String[]::new)));
  }

  /** What the server itself says stands among what Spring says of its beans, and Java of files. */
  private static String reason(Throwable thrown) {
    Throwable reason = thrown;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (!isOurs(reason) || isOurs(cause)) {
        reason = cause;
      }
    }
    return String.valueOf(reason.getMessage());
  }

  private static boolean isOurs(Throwable thrown) {
    return thrown.getClass().getName().startsWith("io.memorydblocal.");
  }

  private static Path data(Path directory) {
    return directory.resolve("data");
  }

  private static Path log(Path directory) {
    return directory.resolve("memorydb.log");
  }

  private URI readEndpoint() throws IOException {
    Properties state = new Properties();
    try (InputStream file = Files.newInputStream(data(directory).resolve("server.state"))) {
      state.load(file);
    }
    return URI.create(state.getProperty("endpoint"));
  }

  private X509Certificate readCertificate() throws IOException, CertificateException {
    try (InputStream file = Files.newInputStream(caCertificateFile())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  /** Where the API is. */
  URI endpoint() {
    return endpoint;
  }

  /** The AWS SDK's client for it. */
  MemoryDbClient client() {
    return client;
  }

  /** The certificate of the authority that clients of clusters must trust. */
  X509Certificate caCertificate() {
    return caCertificate;
  }

  /** The same as a PEM file. */
  Path caCertificateFile() {
    return data(directory).resolve("ca.pem");
  }

  /** The server's log. */
  Path log() {
    return log(directory);
  }

  /** Ends the server with all engines, and removes what it kept. */
  @Override
  public void close() throws IOException {
    classes.within(
        () -> {
          application.close();
          return application;
        });
    client.close();
    release(classes, addresses, directory);
  }

  private static void release(
      ServerClassLoader classes, AddressBlock addresses, Path... directories) throws IOException {
    classes.close();
    addresses.close();
    for (Path directory : directories) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
