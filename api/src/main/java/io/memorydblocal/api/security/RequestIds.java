package io.memorydblocal.api.security;

import io.memorydblocal.api.operation.LogContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.UUID;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Names every request, in its answer and in the log lines it causes. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIds extends OncePerRequestFilter {

  private static final String HEADER = "x-amzn-RequestId";

  /** The name of the request that is being answered. */
  static String of(HttpServletResponse response) {
    return String.valueOf(response.getHeader(HEADER));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String id = UUID.randomUUID().toString();
    response.setHeader(HEADER, id);
    LogContext.begin(id);
    try {
      chain.doFilter(request, response);
    } finally {
      LogContext.end();
    }
  }
}
