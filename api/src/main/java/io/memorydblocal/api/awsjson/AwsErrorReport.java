package io.memorydblocal.api.awsjson;

import io.memorydblocal.api.rest.Problem;
import io.memorydblocal.api.rest.RestResource;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * What Tomcat answers when it can't make sense of a request, or something fails outside of any
 * controller: an AWS error in place of its HTML page. Tomcat makes it by its class name.
 */
public final class AwsErrorReport extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(AwsErrorReport.class);

  private static final int BAD_REQUEST = 400;
  private static final int FIRST_SERVER_ERROR = 500;

  /** What Tomcat answers to methods, codings and versions of HTTP that nobody serves. */
  private static final Set<Integer> NOT_OUR_FAILURE = Set.of(501, 505);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    if (NOT_OUR_FAILURE.contains(response.getStatus())) {
      response.setStatus(BAD_REQUEST);
    }
    int status = response.getStatus();
    if (status < BAD_REQUEST || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    boolean failed = status >= FIRST_SERVER_ERROR;
    if (failed) {
      LOG.error("A request failed", throwable);
    } else {
      LOG.debug("A request was not understood", throwable);
    }
    String code = failed ? AwsError.INTERNAL_FAILURE : AwsError.SERIALIZATION;
    String message =
        failed
            ? "The request failed because of an error of the server."
            : "The request can't be understood.";
    boolean rest = String.valueOf(request.getRequestURI()).startsWith(RestResource.ROOT);
    String body =
        rest
            ? Problem.json(HttpStatus.valueOf(status), code, message)
            : "{\"__type\":\"%s\",\"message\":\"%s\"}".formatted(code, message);
    try {
      response.setContentType(rest ? Problem.MEDIA_TYPE : AwsJsonResponses.MEDIA_TYPE);
      response.setCharacterEncoding(StandardCharsets.UTF_8);
      Writer writer = response.getReporter();
      if (writer != null) {
        writer.write(body);
        response.finishResponse();
      }
    } catch (IOException | IllegalStateException e) {
      LOG.debug("The client didn't wait for the error", e);
    }
  }
}
