package io.memorydblocal.api.security;

import io.memorydblocal.api.security.AccessKeys.AccessKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.internal.signer.CredentialScope;
import software.amazon.awssdk.http.auth.aws.internal.signer.V4Properties;
import software.amazon.awssdk.http.auth.aws.internal.signer.V4RequestSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Checks signatures of version 4 by signing the request again, with the AWS SDK's own signer, and
 * comparing. The SDK's public entrance always adds a header of its own to what it signs; its
 * request signer, one level below, signs exactly the headers that the client did.
 */
@Component
class SigV4Verifier {

  private static final Duration MAX_SKEW = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String DATE_HEADER = "x-amz-date";
  private static final String BODY_HASH_HEADER = "x-amz-content-sha256";

  private final AccessKeys accessKeys;
  private final Clock clock;

  SigV4Verifier(AccessKeys accessKeys, Clock clock) {
    this.accessKeys = accessKeys;
    this.clock = clock;
  }

  /**
   * Returns the access key that a request is signed with.
   *
   * @param service the service that the signature must be for
   * @throws Refused when the signature is missing, of an unknown key, too old, or wrong
   */
  AccessKey verify(
      HttpServletRequest request, byte[] body, AuthorizationHeader header, String service) {
    AccessKey key =
        accessKeys
            .find(header.accessKeyId())
            .orElseThrow(
                () ->
                    new Refused(
                        Refused.UNRECOGNIZED,
                        "The security token included in the request is invalid."));
    Instant signedAt = time(request, header);
    if (!header.service().equals(service)) {
      throw new Refused(
          Refused.INVALID, "Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!header.signedHeaders().contains("host")) {
      throw new Refused(Refused.INVALID, "'Host' must be a 'SignedHeader' in the Authorization.");
    }
    String bodyHash = bodyHash(request, body);
    byte[] expected;
    try {
      expected = signature(request, header, key, signedAt, bodyHash);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          Refused.INVALID, "The method or path of the request can't be signed: " + e.getMessage());
    }
    if (!MessageDigest.isEqual(expected, header.signature().getBytes(StandardCharsets.UTF_8))) {
      throw new Refused(
          Refused.INVALID,
          "The request signature we calculated does not match the signature you provided. Check your"
              + " AWS Secret Access Key and signing method.");
    }
    return key;
  }

  private Instant time(HttpServletRequest request, AuthorizationHeader header) {
    String date = request.getHeader(DATE_HEADER);
    if (date == null) {
      throw new Refused(
          Refused.INCOMPLETE, "Authorization header requires existence of an 'X-Amz-Date' header.");
    }
    Instant signedAt;
    try {
      signedAt = TIMESTAMP.parse(date, Instant::from);
    } catch (DateTimeException e) {
      throw new Refused(
          Refused.INCOMPLETE, "Date must be in ISO-8601 'basic format'. Got '" + date + "'.");
    }
    if (!date.startsWith(header.date())) {
      throw new Refused(
          Refused.INVALID,
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date.");
    }
    Instant now = clock.instant();
    if (signedAt.isBefore(now.minus(MAX_SKEW))) {
      throw new Refused(
          Refused.INVALID,
          "Signature expired: %s is now earlier than %s (%s - 5 min.)"
              .formatted(date, TIMESTAMP.format(now.minus(MAX_SKEW)), TIMESTAMP.format(now)));
    }
    if (signedAt.isAfter(now.plus(MAX_SKEW))) {
      throw new Refused(
          Refused.INVALID,
          "Signature not yet current: %s is still later than %s (%s + 5 min.)"
              .formatted(date, TIMESTAMP.format(now.plus(MAX_SKEW)), TIMESTAMP.format(now)));
    }
    return signedAt;
  }

  /** What the client says of the body must be true; saying that it isn't signed isn't enough. */
  private static String bodyHash(HttpServletRequest request, byte[] body) {
    String actual;
    try {
      actual = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
    String claimed = request.getHeader(BODY_HASH_HEADER);
    if (claimed != null && !claimed.equals(actual)) {
      throw new Refused(
          Refused.INVALID, "The value of X-Amz-Content-SHA256 is not the hash of the body.");
    }
    return actual;
  }

  private static byte[] signature(
      HttpServletRequest request,
      AuthorizationHeader header,
      AccessKey key,
      Instant signedAt,
      String bodyHash) {
    V4Properties properties =
        V4Properties.builder()
            .credentials(AwsCredentialsIdentity.create(key.id(), key.secret()))
            .credentialScope(new CredentialScope(header.region(), header.service(), signedAt))
            .signingClock(Clock.fixed(signedAt, ZoneOffset.UTC))
            .doubleUrlEncode(true)
            .normalizePath(true)
            .build();
    return V4RequestSigner.create(properties, bodyHash)
        .sign(received(request, header))
        .getSignature()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The request as it came, with the headers that were signed and no other. */
  private static SdkHttpRequest.Builder received(
      HttpServletRequest request, AuthorizationHeader header) {
    SdkHttpRequest.Builder received =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.getMethod()))
            .protocol("http")
            .host("unsigned")
            .encodedPath(request.getRequestURI());
    for (String name : header.signedHeaders()) {
      List<String> values = Collections.list(request.getHeaders(name));
      if (!values.isEmpty()) {
        received.putHeader(name, values);
      }
    }
    request
        .getParameterMap()
        .forEach((name, values) -> received.putRawQueryParameter(name, List.of(values)));
    return received;
  }
}
