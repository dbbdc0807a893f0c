package io.memorydblocal.api.security;

import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.LogContext;
import io.memorydblocal.api.security.AccessKeys.AccessKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody pass whose signature doesn't hold or, in a request of REST or for metrics, whose API
 * key isn't known, and tells the rest of the server who is calling.
 */
final class CallerAuthentication extends OncePerRequestFilter {

  private static final String SERVICE = "memorydb";

  /** Cost Explorer, which has the same protocol. */
  private static final String COST_EXPLORER = "ce";

  /** Serves the identity of a caller, in a protocol whose requests are forms. */
  private static final String STS = "sts";

  /** Far more than the largest request of the API needs. */
  private static final int MAX_BODY_BYTES = 1 << 20;

  /** AWS's price list of all Regions takes a part of this. */
  private static final int MAX_PRICE_FILE_BYTES = 64 << 20;

  private static final String PRICES = "/v1/billing/prices";

  private static final String BEARER = "Bearer ";
  private static final String REGION = "X-Region";
  private static final String DEFAULT_REGION = "us-east-1";
  private static final Pattern REGIONS = Pattern.compile("[a-z0-9-]{1,64}");

  private final SigV4Verifier verifier;
  private final AccessKeys accessKeys;
  private final Refusals refusals;

  CallerAuthentication(SigV4Verifier verifier, AccessKeys accessKeys, Refusals refusals) {
    this.verifier = verifier;
    this.accessKeys = accessKeys;
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    int most = mostBytes(request);
    byte[] body = request.getInputStream().readNBytes(most + 1);
    if (body.length > most) {
      refusals.tooLarge(request, response, most);
      return;
    }
    try {
      Caller caller = caller(request, body, RequestIds.of(response));
      LogContext.caller(caller);
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(
          UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of()));
      SecurityContextHolder.setContext(context);
    } catch (Refused e) {
      refusals.unauthenticated(request, response, e);
      return;
    }
    chain.doFilter(new BufferedBody(request, body), response);
  }

  private Caller caller(HttpServletRequest request, byte[] body, String requestId) {
    String authorization = request.getHeader("Authorization");
    if (authorization != null
        && authorization.startsWith(BEARER)
        && Refusals.expectsHttpStatus(request)) {
      AccessKey key =
          accessKeys
              .findByApiKey(authorization.substring(BEARER.length()))
              .orElseThrow(
                  () ->
                      new Refused(Refused.UNRECOGNIZED, "The API key is not one of the server's."));
      String region = Objects.requireNonNullElse(request.getHeader(REGION), DEFAULT_REGION);
      if (!REGIONS.matcher(region).matches()) {
        throw new Refused(Refused.INCOMPLETE, REGION + " must be the name of a Region.");
      }
      return new Caller(key.accountId(), region, requestId);
    }
    AuthorizationHeader header = AuthorizationHeader.parse(authorization);
    AccessKey key = verifier.verify(request, body, header, service(request));
    return new Caller(key.accountId(), header.region(), requestId);
  }

  private static int mostBytes(HttpServletRequest request) {
    return request.getRequestURI().equals(PRICES) ? MAX_PRICE_FILE_BYTES : MAX_BODY_BYTES;
  }

  private static String service(HttpServletRequest request) {
    String target = request.getHeader("X-Amz-Target");
    if (target != null && target.startsWith(Api.COST_EXPLORER.target(""))) {
      return COST_EXPLORER;
    }
    String type = request.getContentType();
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        ? STS
        : SERVICE;
  }
}
