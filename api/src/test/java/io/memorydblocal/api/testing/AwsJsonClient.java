package io.memorydblocal.api.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Sends what no SDK would. Requests are signed by the AWS SDK's public signer, so that the server's
 * check of signatures meets one that it doesn't share code with. Answers of REST resources must be
 * as the contract says.
 */
public final class AwsJsonClient {

  private final URI endpoint;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private String keyId = "test";
  private String secret = "test";
  private String region = "us-east-1";
  private String service = "memorydb";
  private Clock clock = Clock.systemUTC();
  private UnaryOperator<Map<String, String>> tampering = UnaryOperator.identity();

  /** Signs with test/test, for us-east-1, now. */
  public AwsJsonClient(URI endpoint) {
    this.endpoint = endpoint;
  }

  /** Signs with another access key. */
  public AwsJsonClient credentials(String id, String secretKey) {
    keyId = id;
    secret = secretKey;
    return this;
  }

  /** Signs for another region and service. */
  public AwsJsonClient scope(String regionName, String serviceName) {
    region = regionName;
    service = serviceName;
    return this;
  }

  /** Signs at another time. */
  public AwsJsonClient at(Clock time) {
    clock = time;
    return this;
  }

  /** Changes the headers after they were signed. Their names are in lower case. */
  public AwsJsonClient tamper(UnaryOperator<Map<String, String>> change) {
    tampering = change;
    return this;
  }

  /** Calls an operation. */
  public HttpResponse<String> call(String operation, String body) {
    return send(
        "POST",
        "/",
        Map.of("X-Amz-Target", "AmazonMemoryDB." + operation),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends any request, signed. */
  public HttpResponse<String> send(
      String method, String path, Map<String, String> headers, byte[] body) {
    SdkHttpRequest.Builder unsigned =
        SdkHttpRequest.builder()
            .uri(endpoint.resolve(path))
            .method(SdkHttpMethod.fromValue(method))
            .putHeader("Content-Type", "application/x-amz-json-1.1");
    headers.forEach(unsigned::putHeader);
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                request ->
                    request
                        .identity(AwsCredentialsIdentity.create(keyId, secret))
                        .request(unsigned.build())
                        .payload(() -> new ByteArrayInputStream(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock))
            .request();
    Map<String, String> toSend = new TreeMap<>();
    signed.forEachHeader(
        (name, values) -> toSend.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    toSend.remove("host");
    toSend.remove("content-length");
    return sendUnsigned(method, path, tampering.apply(toSend), body);
  }

  /** Sends a request as it is. */
  public HttpResponse<String> sendUnsigned(
      String method, String path, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (path.startsWith("/v1/")) {
        Contract.published().check(method, path, answer);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
