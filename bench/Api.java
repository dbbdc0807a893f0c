import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls operations of an endpoint, signed. */
final class Api {

  private static final Set<String> SET_BY_THE_CLIENT = Set.of("Host", "Content-Length");

  /** Far more than any answer takes, but for the sums of ten million intervals. */
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final URI endpoint;
  private final String region;
  private final AwsCredentialsIdentity credentials;
  private final JsonMapper json = new JsonMapper();
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(1))
          .build();

  Api(URI endpoint) {
    this(endpoint, "us-east-1");
  }

  Api(URI endpoint, String region) {
    this(endpoint, region, "test", "test");
  }

  Api(URI endpoint, String region, String keyId, String secret) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = AwsCredentialsIdentity.create(keyId, secret);
  }

  /** The answer of an operation, whatever its status. */
  JsonNode call(String operation, String body) throws IOException, InterruptedException {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .uri(endpoint)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", "application/x-amz-json-1.1")
            .putHeader("X-Amz-Target", "AmazonMemoryDB." + operation);
    return json.readTree(send(request, endpoint, body));
  }

  /** The answer of a REST resource, whatever its status. */
  String rest(SdkHttpMethod method, String path) throws IOException, InterruptedException {
    URI resource = endpoint.resolve(path);
    return send(SdkHttpRequest.builder().uri(resource).method(method), resource, "");
  }

  private String send(SdkHttpRequest.Builder unsigned, URI resource, String body)
      throws IOException, InterruptedException {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request ->
                    request
                        .identity(credentials)
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(content))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "memorydb")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
            .request();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(resource)
            .timeout(PATIENCE)
            .method(signed.method().name(), HttpRequest.BodyPublishers.ofByteArray(content));
    signed.forEachHeader(
        (name, values) -> {
          if (!SET_BY_THE_CLIENT.contains(name)) {
            request.header(name, values.getFirst());
          }
        });
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
