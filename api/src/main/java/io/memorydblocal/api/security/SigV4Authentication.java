package io.memorydblocal.api.security;

import io.memorydblocal.api.operation.AwsOperation.Api;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.security.AccessKeys.AccessKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody pass whose signature doesn't hold, and tells the rest of the server who is calling.
 */
final class SigV4Authentication extends OncePerRequestFilter {

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

  private final SigV4Verifier verifier;
  private final Refusals refusals;

  SigV4Authentication(SigV4Verifier verifier, Refusals refusals) {
    this.verifier = verifier;
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
      AuthorizationHeader header = AuthorizationHeader.parse(request.getHeader("Authorization"));
      AccessKey key = verifier.verify(request, body, header, service(request));
      Caller caller = new Caller(key.accountId(), header.region(), RequestIds.of(response));
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
