package io.memorydblocal.api.awsjson;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Tomcat answers when it can't make sense of a request, or something fails outside of any
 * controller: an AWS error in place of its HTML page. Tomcat makes it by its class name.
 */
public final class AwsErrorReport extends ErrorReportValve {

  private static final Logger LOG = LoggerFactory.getLogger(AwsErrorReport.class);

  private static final int FIRST_SERVER_ERROR = 500;

  @Override
  protected void report(Request request, Response response, @Nullable Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    if (throwable != null) {
      LOG.error("A request failed", throwable);
    }
    String body =
        status < FIRST_SERVER_ERROR
            ? "{\"__type\":\"%s\",\"message\":\"The request can't be understood.\"}"
                .formatted(AwsError.SERIALIZATION)
            : "{\"__type\":\"%s\",\"message\":\"The request failed because of an error of the server.\"}"
                .formatted(AwsError.INTERNAL_FAILURE);
    try {
      response.setContentType("application/x-amz-json-1.1");
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
