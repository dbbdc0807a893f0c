package io.memorydblocal.api.rest;

import io.memorydblocal.api.awsjson.AwsError;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body of an error answer, as RFC 9457 has it.
 *
 * @param type always {@code about:blank}: the code says more than a page would
 * @param title the status in words
 * @param status the HTTP status
 * @param code the shape name of the fault in AWS's API
 * @param detail what is wrong
 */
public record Problem(String type, String title, int status, String code, String detail) {

  /** Of the bodies. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final JsonMapper JSON = new JsonMapper();

  /** The answer that has it. */
  static ResponseEntity<Problem> answer(HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .header(AwsError.TYPE_HEADER, code)
        .body(of(status, code, detail));
  }

  /** Writes an answer that has it, where no controller does. */
  public static void write(
      HttpServletResponse response, HttpStatus status, String code, String detail)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(MEDIA_TYPE);
    response.setHeader(AwsError.TYPE_HEADER, code);
    response.getOutputStream().write(JSON.writeValueAsBytes(of(status, code, detail)));
  }

  /** A body, where not even Spring answers. */
  public static String json(HttpStatus status, String code, String detail) {
    return JSON.writeValueAsString(of(status, code, detail));
  }

  /** A problem with a status. */
  private static Problem of(HttpStatus status, String code, String detail) {
    return new Problem("about:blank", status.getReasonPhrase(), status.value(), code, detail);
  }
}
