package io.memorydblocal.api.rest;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

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

  /** The media type of problems. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** The answer that has it. */
  static ResponseEntity<Problem> answer(HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(of(status, code, detail));
  }

  /** A problem with a status. */
  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem("about:blank", status.getReasonPhrase(), status.value(), code, detail);
  }
}
