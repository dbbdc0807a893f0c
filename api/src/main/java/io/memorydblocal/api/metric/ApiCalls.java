package io.memorydblocal.api.metric;

import io.memorydblocal.api.awsjson.AwsError;
import io.memorydblocal.api.operation.LogContext;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Measures every call of the API, of either protocol and refused ones too, by its operation and
 * error code, and has a line in the log for it. Who fetches metrics or a certificate calls no
 * operation.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class ApiCalls extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger(ApiCalls.class);

  /** In the place of an operation that isn't known, and of the code of an error that isn't one. */
  private static final String NONE = "none";

  private static final int FIRST_ERROR = 400;

  private final MeterRegistry meters;

  ApiCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.equals("/ca.pem") || path.startsWith("/actuator");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Timer.Sample sample = Timer.start(meters);
    boolean answered = false;
    try {
      chain.doFilter(request, response);
      answered = true;
    } finally {
      int status = answered ? response.getStatus() : HttpStatus.INTERNAL_SERVER_ERROR.value();
      ended(sample, status, answered ? error(response) : AwsError.INTERNAL_FAILURE);
    }
  }

  private void ended(Timer.Sample sample, int status, String error) {
    String operation = Objects.requireNonNullElse(LogContext.operation(), NONE);
    long nanos =
        sample.stop(
            Timer.builder("memorydb.api.calls")
                .description("Calls of the API by operation and error code")
                .tag("operation", operation)
                .tag("error", error)
                .register(meters));
    double millis = Duration.ofNanos(nanos).toNanos() / 1e6;
    LOG.atInfo()
        .addKeyValue("status", status)
        .addKeyValue("error", error)
        .addKeyValue("durationMillis", millis)
        .log("{} answered with {} {} in {} ms", operation, status, error, millis);
  }

  /** An answer that is given again has lost its code. */
  private static String error(HttpServletResponse response) {
    String code = response.getHeader(AwsError.TYPE_HEADER);
    if (code != null) {
      return code;
    }
    return response.getStatus() < FIRST_ERROR ? NONE : String.valueOf(response.getStatus());
  }
}
