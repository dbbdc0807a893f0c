package io.memorydblocal.api.rest;

import io.memorydblocal.api.awsjson.AwsError;
import java.util.stream.Collectors;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.NoHandlerFoundException;

/** Answers requests under {@code /v1} that no method of a resource takes. */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class UnknownResourceErrors {

  @ExceptionHandler
  ResponseEntity<Problem> notFound(NoHandlerFoundException e) {
    return Problem.answer(
        HttpStatus.NOT_FOUND,
        AwsError.UNKNOWN_OPERATION,
        "%s %s is not served here.".formatted(e.getHttpMethod(), e.getRequestURL()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> notSupported(HttpRequestMethodNotSupportedException e) {
    return Problem.answer(
        HttpStatus.METHOD_NOT_ALLOWED, AwsError.UNKNOWN_OPERATION, String.valueOf(e.getMessage()));
  }

  @ExceptionHandler
  ResponseEntity<Problem> notSupported(HttpMediaTypeNotSupportedException e) {
    return Problem.answer(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        AwsError.SERIALIZATION,
        "The body must be %s."
            .formatted(
                e.getSupportedMediaTypes().stream()
                    .map(MediaType::toString)
                    .collect(Collectors.joining(" or "))));
  }

  @ExceptionHandler
  ResponseEntity<Problem> notAcceptable(HttpMediaTypeNotAcceptableException e) {
    return Problem.answer(
        HttpStatus.NOT_ACCEPTABLE, AwsError.SERIALIZATION, String.valueOf(e.getMessage()));
  }
}
