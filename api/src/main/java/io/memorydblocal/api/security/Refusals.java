package io.memorydblocal.api.security;

import io.memorydblocal.api.awsjson.AwsError;
import io.memorydblocal.api.awsjson.AwsJsonResponses;
import io.memorydblocal.api.rest.Problem;
import io.memorydblocal.api.rest.RestResource;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Turns requests away that no controller gets to see, in the words of whom they were meant for. */
@Component
final class Refusals {

  private static final String ACTUATOR = "/actuator";

  private final AwsJsonResponses awsJson;

  Refusals(AwsJsonResponses awsJson) {
    this.awsJson = awsJson;
  }

  /** True for what isn't asked for in one of AWS's protocols: REST resources and metrics. */
  static boolean expectsHttpStatus(HttpServletRequest request) {
    String path = request.getRequestURI();
    return path.startsWith(RestResource.ROOT) || path.startsWith(ACTUATOR);
  }

  void tooLarge(HttpServletRequest request, HttpServletResponse response, int most)
      throws IOException {
    String message = "The request must be smaller than %d bytes.".formatted(most + 1);
    refuse(
        request,
        response,
        HttpStatus.CONTENT_TOO_LARGE,
        HttpStatus.CONTENT_TOO_LARGE,
        AwsError.TOO_LARGE,
        message);
  }

  /** What is in the path or the headers can't be meant seriously. */
  void malformed(HttpServletRequest request, HttpServletResponse response) throws IOException {
    refuse(
        request,
        response,
        HttpStatus.BAD_REQUEST,
        HttpStatus.BAD_REQUEST,
        AwsError.UNKNOWN_OPERATION,
        "The path of the request is not one of MemoryDB Local.");
  }

  /** AWS's API has one status for everything that a caller can put right. */
  void unauthenticated(HttpServletRequest request, HttpServletResponse response, Refused reason)
      throws IOException {
    HttpStatus rest =
        reason.code().equals(Refused.MISSING) ? HttpStatus.UNAUTHORIZED : HttpStatus.FORBIDDEN;
    refuse(
        request,
        response,
        rest,
        HttpStatus.BAD_REQUEST,
        reason.code(),
        String.valueOf(reason.getMessage()));
  }

  private void refuse(
      HttpServletRequest request,
      HttpServletResponse response,
      HttpStatus restStatus,
      HttpStatus awsStatus,
      String code,
      String message)
      throws IOException {
    if (expectsHttpStatus(request)) {
      Problem.write(response, restStatus, code, message);
    } else {
      awsJson.write(response, awsStatus, code, message);
    }
  }
}
