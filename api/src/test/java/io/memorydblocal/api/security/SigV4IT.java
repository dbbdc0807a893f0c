package io.memorydblocal.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.memorydblocal.api.testing.AwsJsonClient;
import io.memorydblocal.api.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets in, and what those who don't are told. */
class SigV4IT {

  private static final String OPERATION = "DescribeUsers";

  private final TestServer server = TestServer.shared();

  @Test
  void letsInWhoSignsWithAKnownKey() {
    assertThat(client().call(OPERATION, "{}").statusCode()).isEqualTo(200);
    assertThat(client().credentials("other", "other-secret").call(OPERATION, "{}").body())
        .contains(TestServer.OTHER_ACCOUNT);
  }

  @Test
  void refusesARequestWithoutASignature() {
    HttpResponse<String> answer =
        client()
            .sendUnsigned(
                "POST",
                "/",
                Map.of("X-Amz-Target", "AmazonMemoryDB." + OPERATION),
                "{}".getBytes(StandardCharsets.UTF_8));

    assertRefused(answer, "MissingAuthenticationTokenException");
  }

  @Test
  void refusesAnUnknownKey() {
    assertRefused(
        client().credentials("nobody", "test").call(OPERATION, "{}"),
        "UnrecognizedClientException");
  }

  @Test
  void refusesAWrongSecret() {
    assertRefused(
        client().credentials("test", "wrong").call(OPERATION, "{}"), "InvalidSignatureException");
  }

  @Test
  void refusesAnotherServicesSignature() {
    assertRefused(
        client().scope("us-east-1", "s3").call(OPERATION, "{}"), "InvalidSignatureException");
  }

  @ParameterizedTest
  @ValueSource(longs = {-290, 290})
  void allowsClocksFiveMinutesApart(long seconds) {
    assertThat(client().at(in(seconds)).call(OPERATION, "{}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(longs = {-310, 310, -86_400})
  void refusesClocksFartherApart(long seconds) {
    assertRefused(client().at(in(seconds)).call(OPERATION, "{}"), "InvalidSignatureException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-amz-target", "content-type", "x-amz-date"})
  void refusesASignedHeaderThatWasChanged(String header) {
    HttpResponse<String> answer =
        client()
            .tamper(headers -> changed(headers, header, value -> shifted(value)))
            .call(OPERATION, "{}");

    assertRefused(answer, "InvalidSignatureException");
  }

  @Test
  void refusesABodyThatWasChanged() {
    Map<String, String> signed = new TreeMap<>();
    client()
        .tamper(
            headers -> {
              signed.putAll(headers);
              return headers;
            })
        .call(OPERATION, "{}");
    byte[] otherBody = "{\"MaxResults\":20}".getBytes(StandardCharsets.UTF_8);

    assertRefused(
        client().sendUnsigned("POST", "/", signed, otherBody), "InvalidSignatureException");
    // Without the hash that gives it away, the signature itself must.
    signed.remove("x-amz-content-sha256");
    assertRefused(
        client().sendUnsigned("POST", "/", signed, otherBody), "InvalidSignatureException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic dGVzdDp0ZXN0",
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=test",
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/memorydb/aws4_request, Signature=00",
        "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=00"
      })
  void refusesAHeaderThatIsIncomplete(String authorization) {
    assertRefused(
        client()
            .tamper(headers -> changed(headers, "authorization", value -> authorization))
            .call(OPERATION, "{}"),
        "IncompleteSignatureException");
  }

  @Test
  void givesTheCertificateOfTheAuthorityToEveryone() {
    HttpResponse<String> answer = client().sendUnsigned("GET", "/ca.pem", Map.of(), new byte[0]);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).startsWith("-----BEGIN CERTIFICATE-----");
  }

  private AwsJsonClient client() {
    return new AwsJsonClient(server.endpoint());
  }

  private static Clock in(long seconds) {
    return Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));
  }

  private static Map<String, String> changed(
      Map<String, String> headers, String name, UnaryOperator<String> change) {
    Map<String, String> result = new TreeMap<>(headers);
    result.computeIfPresent(name, (key, value) -> change.apply(value));
    return result;
  }

  /** Another value of the same form: its last digit or letter is another one. */
  private static String shifted(String value) {
    int at = value.length() - (value.endsWith("Z") ? 2 : 1);
    char other = value.charAt(at) == '1' ? '2' : '1';
    return value.substring(0, at) + other + value.substring(at + 1);
  }

  private static void assertRefused(HttpResponse<String> answer, String type) {
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"__type\":\"" + type + "\"", "\"message\":");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.1");
    assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
  }
}
