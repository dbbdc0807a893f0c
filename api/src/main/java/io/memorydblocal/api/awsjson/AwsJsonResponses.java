package io.memorydblocal.api.awsjson;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Answers in AWS JSON 1.1, from controllers and from before they are reached. */
@Component
public class AwsJsonResponses {

  /** Of AWS JSON 1.1. */
  public static final String MEDIA_TYPE = "application/x-amz-json-1.1";

  private static final MediaType AWS_JSON = MediaType.parseMediaType(MEDIA_TYPE);

  private final AwsJsonMapper mapper;

  AwsJsonResponses(AwsJsonMapper mapper) {
    this.mapper = mapper;
  }

  ResponseEntity<byte[]> ok(Object response) {
    return ResponseEntity.ok().contentType(AWS_JSON).body(mapper.write(response));
  }

  /** An error that the caller can do something about. The API model has status 400 for all. */
  ResponseEntity<byte[]> refusal(String code, String message) {
    return error(HttpStatus.BAD_REQUEST, code, message);
  }

  ResponseEntity<byte[]> error(HttpStatus status, String code, String message) {
    return ResponseEntity.status(status)
        .contentType(AWS_JSON)
        .header(AwsError.TYPE_HEADER, code)
        .body(mapper.write(new AwsError(code, message)));
  }

  /** Writes an error where there is no controller yet. */
  public void write(HttpServletResponse response, HttpStatus status, String code, String message)
      throws IOException {
    response.setStatus(status.value());
    response.setContentType(AWS_JSON.toString());
    response.setHeader(AwsError.TYPE_HEADER, code);
    response.getOutputStream().write(mapper.write(new AwsError(code, message)));
  }
}
