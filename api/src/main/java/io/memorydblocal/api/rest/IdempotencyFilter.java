package io.memorydblocal.api.rest;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.rest.IdempotentRequests.Answer;
import io.memorydblocal.api.rest.IdempotentRequests.Known;
import io.memorydblocal.provisioning.Fault;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Carries a {@code POST} with an {@code Idempotency-Key} out once: sent again it gets the first
 * answer, which says so in {@code Idempotency-Replayed}. One that failed on the server's side may
 * be tried again. As a filter of the application it comes behind those of Spring Security, whose
 * request has its body in memory.
 */
@Component
public class IdempotencyFilter extends OncePerRequestFilter {

  /** The header that names a request. */
  public static final String KEY = "Idempotency-Key";

  /** Of a name, in characters. */
  public static final int MAX_LENGTH = 255;

  private static final String REPLAYED = "Idempotency-Replayed";
  private static final int SERVER_ERRORS = 500;

  private final IdempotentRequests requests;

  IdempotencyFilter(IdempotentRequests requests) {
    this.requests = requests;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !HttpMethod.POST.matches(request.getMethod())
        || !request.getRequestURI().startsWith(RestResource.ROOT)
        || request.getHeader(KEY) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(KEY);
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof Caller caller)) {
      chain.doFilter(request, response);
      return;
    }
    if (key.isBlank() || key.length() > MAX_LENGTH) {
      refuse(
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "%s must have 1 to %d characters.".formatted(KEY, MAX_LENGTH));
      return;
    }
    Known known = requests.begin(caller.scope(), key, fingerprint(request));
    if (known instanceof Known.Answered answered) {
      replay(response, answered.answer());
    } else if (known instanceof Known.Different) {
      refuse(
          response,
          HttpStatus.UNPROCESSABLE_CONTENT,
          "The %s was used for another request.".formatted(KEY));
    } else if (known instanceof Known.Underway) {
      refuse(
          response,
          HttpStatus.CONFLICT,
          "The request with this %s is being carried out.".formatted(KEY));
    } else {
      carryOut(request, response, chain, caller, key);
    }
  }

  private void carryOut(
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain,
      Caller caller,
      String key)
      throws ServletException, IOException {
    ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
    boolean done = false;
    try {
      chain.doFilter(request, answer);
      done = answer.getStatus() < SERVER_ERRORS;
    } finally {
      if (!done) {
        requests.forget(caller.scope(), key);
      }
    }
    if (done) {
      requests.answered(
          caller.scope(),
          key,
          new Answer(
              answer.getStatus(),
              Objects.requireNonNullElse(answer.getHeader(HttpHeaders.LOCATION), ""),
              Objects.requireNonNullElse(answer.getContentType(), ""),
              new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8)));
    }
    answer.copyBodyToResponse();
  }

  private static void replay(HttpServletResponse response, Answer answer) throws IOException {
    response.setStatus(answer.status());
    response.setHeader(REPLAYED, "true");
    if (!answer.location().isEmpty()) {
      response.setHeader(HttpHeaders.LOCATION, answer.location());
    }
    if (!answer.mediaType().isEmpty()) {
      response.setContentType(answer.mediaType());
    }
    response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
  }

  private static void refuse(HttpServletResponse response, HttpStatus status, String detail)
      throws IOException {
    Problem.write(response, status, Fault.INVALID_PARAMETER_VALUE.code(), detail);
  }

  /** What it asks for: another with the same key is a mistake of the caller's. */
  private static byte[] fingerprint(HttpServletRequest request) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(
          "%s?%s\n"
              .formatted(request.getRequestURI(), request.getQueryString())
              .getBytes(StandardCharsets.UTF_8));
      digest.update(request.getInputStream().readAllBytes());
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
