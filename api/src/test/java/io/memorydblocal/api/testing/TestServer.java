package io.memorydblocal.api.testing;

import io.memorydblocal.api.MemoryDbLocal;
import io.memorydblocal.provisioning.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.memorydb.MemoryDbClient;

/**
 * The whole server in the JVM of the tests, on a free port, with a data directory, a database and
 * loopback addresses of its own, and the engine that ships with the product.
 */
public final class TestServer implements AutoCloseable {

  /** The account of the access key {@code test}. */
  public static final String ACCOUNT = "000000000000";

  /** The account of the access key {@code other}, whose secret is {@code other-secret}. */
  public static final String OTHER_ACCOUNT = "111111111111";

  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Path directory;
  private final ConfigurableApplicationContext context;

  private TestServer(Path directory, ConfigurableApplicationContext context) {
    this.directory = directory;
    this.context = context;
  }

  private static final class Shared {

    static final TestServer SERVER = start();
  }

  /** The server that most tests share; it ends with the JVM. */
  public static TestServer shared() {
    return Shared.SERVER;
  }

  /** A server of one's own, with more configuration properties, as {@code name=value}. */
  public static TestServer start(String... properties) {
    return start(application -> {}, properties);
  }

  /** The same, whose statements are seen. */
  public static TestServer start(StatementLog log, String... properties) {
    return start(
        application ->
            application.initializers(context -> context.getBeanFactory().addBeanPostProcessor(log)),
        properties);
  }

  /** The same, whose time is a clock's. Requests have to be signed by that. */
  public static TestServer start(Clock clock, String... properties) {
    return start(
        application ->
            application.initializers(
                context ->
                    ((GenericApplicationContext) context)
                        .registerBean(
                            "clockOfTheTest",
                            Clock.class,
                            () -> clock,
                            definition -> definition.setPrimary(true))),
        properties);
  }

  private static TestServer start(
      Consumer<SpringApplicationBuilder> customisation, String... properties) {
    Path directory = freshDirectory();
    TestDatabase.Location database = TestDatabase.fresh();
    List<String> arguments = new ArrayList<>(arguments(directory));
    arguments.add("--memorydb.db.url=" + database.url());
    arguments.add("--memorydb.db.user=" + database.user());
    arguments.add("--memorydb.db.password=" + database.password());
    for (String property : properties) {
      arguments.add("--" + property);
    }
    return run(directory, arguments, customisation);
  }

  /** A server told exactly this. */
  public static TestServer run(Path directory, List<String> arguments) {
    return run(directory, arguments, application -> {});
  }

  private static TestServer run(
      Path directory, List<String> arguments, Consumer<SpringApplicationBuilder> customisation) {
    SpringApplicationBuilder application = MemoryDbLocal.application();
    customisation.accept(application);
    return new TestServer(directory, application.run(arguments.toArray(String[]::new)));
  }

  /** What every server of a test is told. The database is the built-in one unless more is said. */
  public static List<String> arguments(Path directory) {
    return List.of(
        "--memorydb.data-directory=" + directory,
        "--memorydb.data-plane.search-path=",
        // They come at their time of the day, in the middle of any test.
        "--memorydb.snapshots.automatic=false",
        "--memorydb.data-plane.address-block=127.78.%d.0/24".formatted(NUMBER.incrementAndGet()),
        "--memorydb.security.access-keys[0].id=test",
        "--memorydb.security.access-keys[0].secret=test",
        "--memorydb.security.access-keys[0].api-key=key-of-test",
        "--memorydb.security.access-keys[1].id=other",
        "--memorydb.security.access-keys[1].secret=other-secret",
        "--memorydb.security.access-keys[1].account-id=" + OTHER_ACCOUNT,
        "--server.port=0");
  }

  /** An empty directory under the build's. */
  public static Path freshDirectory() {
    try {
      return Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "test-servers")), "server-")
          .toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the API is. */
  public URI endpoint() {
    WebServerApplicationContext web = (WebServerApplicationContext) context;
    int port = Objects.requireNonNull(web.getWebServer()).getPort();
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The data directory. */
  public Path directory() {
    return directory;
  }

  /** The certificate that clients of clusters must trust. */
  public Path caCertificate() {
    return directory.resolve("ca.pem");
  }

  /** A bean of the server. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** The AWS SDK's client for the account {@link #ACCOUNT} in us-east-1. */
  public MemoryDbClient sdk() {
    return sdk(Region.US_EAST_1, "test", "test");
  }

  /** The AWS SDK's client. */
  public MemoryDbClient sdk(Region region, String keyId, String secret) {
    return sdk(endpoint(), region, keyId, secret);
  }

  /** The AWS SDK's client for a server elsewhere. */
  public static MemoryDbClient sdk(URI endpoint, Region region, String keyId, String secret) {
    return MemoryDbClient.builder()
        .endpointOverride(endpoint)
        .region(region)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(keyId, secret)))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  @Override
  public void close() {
    context.close();
  }
}
