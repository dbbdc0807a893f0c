package io.memorydblocal.api.awsjson;

import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.api.operation.MalformedJson;
import io.memorydblocal.api.operation.Violations;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Turns whatever went wrong into the error that an AWS client knows. */
@RestControllerAdvice(assignableTypes = AwsJsonController.class)
class AwsJsonErrors {

  private static final Logger LOG = LoggerFactory.getLogger(AwsJsonErrors.class);

  private final AwsJsonResponses responses;

  AwsJsonErrors(AwsJsonResponses responses) {
    this.responses = responses;
  }

  @ExceptionHandler
  ResponseEntity<byte[]> fault(MemoryDbException e) {
    return responses.refusal(e.fault().code(), String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> refusal(AwsException e) {
    return responses.refusal(e.code(), String.valueOf(e.getMessage()));
  }

  /** All that is wrong, in a fixed order. */
  @ExceptionHandler
  ResponseEntity<byte[]> violations(ConstraintViolationException e) {
    List<ConstraintViolation<?>> violations =
        e.getConstraintViolations().stream()
            .sorted(Comparator.comparing(violation -> violation.getPropertyPath().toString()))
            .collect(Collectors.toList());
    return responses.refusal(
        Fault.INVALID_PARAMETER_VALUE.code(),
        violations.stream()
            .map(violation -> Violations.message(violation, AwsNaming::awsName))
            .distinct()
            .collect(Collectors.joining(" ")));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> malformed(JacksonException e) {
    return responses.refusal(AwsError.SERIALIZATION, explain(e));
  }

  @ExceptionHandler
  ResponseEntity<byte[]> failure(Exception e) {
    LOG.error("A request failed", e);
    return responses.error(
        HttpStatus.INTERNAL_SERVER_ERROR,
        AwsError.INTERNAL_FAILURE,
        "The request failed because of an error of the server. Its log says more.");
  }

  /** Names the member, never its value. */
  private static String explain(JacksonException e) {
    String path = MalformedJson.place(e);
    Optional<String> refusedText = MalformedJson.refusedText(e);
    if (refusedText.isPresent()) {
      return refusedText.get();
    }
    return e instanceof DatabindException && !path.isEmpty()
        ? "The value of %s has the wrong type.".formatted(path)
        : "The request is not a JSON object of the expected form.";
  }
}
