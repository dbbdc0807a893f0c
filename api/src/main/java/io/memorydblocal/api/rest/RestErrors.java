package io.memorydblocal.api.rest;

import io.memorydblocal.api.awsjson.AwsError;
import io.memorydblocal.api.operation.AwsException;
import io.memorydblocal.api.operation.MalformedJson;
import io.memorydblocal.api.operation.Violations;
import io.memorydblocal.provisioning.Fault;
import io.memorydblocal.provisioning.MemoryDbException;
import jakarta.validation.ConstraintViolationException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.core.JacksonException;

/** Turns whatever went wrong in a REST resource into a problem with the right status. */
@RestControllerAdvice(annotations = RestResource.class)
class RestErrors {

  private static final Logger LOG = LoggerFactory.getLogger(RestErrors.class);

  private static final String UNKNOWN =
      "The member %s is unknown or has a value of the wrong type.";

  @ExceptionHandler
  ResponseEntity<Problem> fault(MemoryDbException e) {
    HttpStatus status =
        switch (e.fault().kind()) {
          case INVALID -> HttpStatus.UNPROCESSABLE_CONTENT;
          case NOT_FOUND -> HttpStatus.NOT_FOUND;
          case ALREADY_EXISTS, STATE -> HttpStatus.CONFLICT;
          case QUOTA -> HttpStatus.TOO_MANY_REQUESTS;
        };
    return Problem.answer(status, e.fault().code(), String.valueOf(e.getMessage()));
  }

  /** What AWS's API has no fault for. */
  @ExceptionHandler
  ResponseEntity<Problem> notFound(AwsException e) {
    return Problem.answer(HttpStatus.NOT_FOUND, e.code(), String.valueOf(e.getMessage()));
  }

  /** All that is wrong, in a fixed order. */
  @ExceptionHandler
  ResponseEntity<Problem> violations(ConstraintViolationException e) {
    return Problem.answer(
        HttpStatus.UNPROCESSABLE_CONTENT,
        Fault.INVALID_PARAMETER_VALUE.code(),
        e.getConstraintViolations().stream()
            .map(violation -> Violations.message(violation, UnaryOperator.identity()))
            .distinct()
            .sorted()
            .collect(Collectors.joining(" ")));
  }

  @ExceptionHandler
  ResponseEntity<Problem> malformed(HttpMessageNotReadableException e) {
    Optional<JacksonException> json =
        e.getCause() instanceof JacksonException cause ? Optional.of(cause) : Optional.empty();
    return Problem.answer(
        HttpStatus.BAD_REQUEST,
        AwsError.SERIALIZATION,
        json.flatMap(MalformedJson::refusedText)
            .or(
                () ->
                    json.map(MalformedJson::place)
                        .filter(place -> !place.isEmpty())
                        .map(UNKNOWN::formatted))
            .orElse("The request is not a JSON object of the expected form."));
  }

  @ExceptionHandler
  ResponseEntity<Problem> failure(Exception e) {
    LOG.error("A request failed", e);
    return Problem.answer(
        HttpStatus.INTERNAL_SERVER_ERROR,
        AwsError.INTERNAL_FAILURE,
        "The request failed because of an error of the server. Its log says more.");
  }
}
