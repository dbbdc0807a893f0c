package io.memorydblocal.api.security;

import io.memorydblocal.api.awsjson.AwsError;
import io.memorydblocal.api.awsjson.AwsJsonResponses;
import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.security.AccessKeys.AccessKey;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
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

  /** Serves the identity of a caller, in a protocol whose requests are forms. */
  private static final String STS = "sts";

  private final SigV4Verifier verifier;
  private final AwsJsonResponses responses;
  private final int maxBodyBytes;

  SigV4Authentication(SigV4Verifier verifier, AwsJsonResponses responses, int maxBodyBytes) {
    this.verifier = verifier;
    this.responses = responses;
    this.maxBodyBytes = maxBodyBytes;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    byte[] body = request.getInputStream().readNBytes(maxBodyBytes + 1);
    if (body.length > maxBodyBytes) {
      responses.write(
          response,
          HttpStatus.CONTENT_TOO_LARGE,
          AwsError.TOO_LARGE,
          "The request must be smaller than %d bytes.".formatted(maxBodyBytes + 1));
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
      responses.write(response, HttpStatus.BAD_REQUEST, e.code(), String.valueOf(e.getMessage()));
      return;
    }
    chain.doFilter(new BufferedBody(request, body), response);
  }

  private static String service(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
        ? STS
        : SERVICE;
  }
}
