package io.memorydblocal.api.security;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The header that carries a signature, version 4, taken apart.
 *
 * @param accessKeyId whose signature it claims to be
 * @param date the day it is for, such as {@code 20260102}
 * @param region the region it is for
 * @param service the service it is for
 * @param signedHeaders the headers that were signed, in lower case
 * @param signature hexadecimal
 */
record AuthorizationHeader(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final Pattern SCOPE =
      Pattern.compile("(.+)/(\\d{8})/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})/aws4_request");

  /**
   * Reads the header.
   *
   * @throws Refused with what AWS answers for the same mistake
   */
  static AuthorizationHeader parse(@Nullable String header) {
    if (header == null || header.isBlank()) {
      throw new Refused(Refused.MISSING, "Missing Authentication Token");
    }
    if (!header.startsWith(ALGORITHM + " ")) {
      throw new Refused(
          Refused.INCOMPLETE, "Authorization header must begin with '" + ALGORITHM + "'.");
    }
    Map<String, String> parts =
        Stream.of(header.substring(ALGORITHM.length()).split(",", -1))
            .map(part -> part.strip().split("=", 2))
            .filter(part -> part.length == 2)
            .collect(Collectors.toMap(part -> part[0], part -> part[1], (first, second) -> second));
    Matcher scope = SCOPE.matcher(require(parts, "Credential"));
    if (!scope.matches()) {
      throw new Refused(
          Refused.INCOMPLETE,
          "Credential must have the form <access key id>/<yyyymmdd>/<region>/<service>/aws4_request.");
    }
    return new AuthorizationHeader(
        scope.group(1),
        scope.group(2),
        scope.group(3),
        scope.group(4),
        List.of(require(parts, "SignedHeaders").split(";", -1)),
        require(parts, "Signature"));
  }

  private static String require(Map<String, String> parts, String name) {
    String value = parts.get(name);
    if (value == null || value.isEmpty()) {
      throw new Refused(
          Refused.INCOMPLETE, "Authorization header requires '" + name + "' parameter.");
    }
    return value;
  }
}
