package io.memorydblocal.api.awsjson;

import io.memorydblocal.api.operation.Caller;
import io.memorydblocal.api.operation.LogContext;
import io.memorydblocal.api.operation.OperationRegistry;
import io.memorydblocal.api.operation.OperationRegistry.Operation;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The one endpoint of AWS JSON 1.1. The header X-Amz-Target says which operation is meant. */
@RestController
@Hidden
class AwsJsonController {

  private final OperationRegistry operations;
  private final AwsJsonMapper mapper;
  private final AwsJsonResponses responses;

  AwsJsonController(
      OperationRegistry operations, AwsJsonMapper mapper, AwsJsonResponses responses) {
    this.operations = operations;
    this.mapper = mapper;
    this.responses = responses;
  }

  /**
   * Everything that isn't REST and that nothing else answers comes here too, and names no
   * operation.
   */
  @RequestMapping({"/", "/{first:(?!(?:v1|swagger-ui)$).*}/**"})
  ResponseEntity<byte[]> call(
      @RequestHeader(name = "X-Amz-Target", required = false) @Nullable String target,
      @AuthenticationPrincipal Caller caller,
      HttpServletRequest request)
      throws IOException {
    Optional<Operation> operation = operation(target, request);
    if (operation.isEmpty()) {
      return responses.refusal(AwsError.UNKNOWN_OPERATION, unknown(target, request));
    }
    LogContext.operation(operation.get().name());
    Object shape =
        mapper.read(request.getInputStream().readAllBytes(), operation.get().requestType());
    return responses.ok(operation.get().call(shape, caller));
  }

  private Optional<Operation> operation(@Nullable String target, HttpServletRequest request) {
    return target != null
            && request.getMethod().equals("POST")
            && request.getRequestURI().equals("/")
        ? operations.find(target)
        : Optional.empty();
  }

  private static String unknown(@Nullable String target, HttpServletRequest request) {
    return target == null
        ? "%s %s names no operation: the header X-Amz-Target is missing."
            .formatted(request.getMethod(), request.getRequestURI())
        : "%s %s with X-Amz-Target %s is no operation of MemoryDB Local."
            .formatted(request.getMethod(), request.getRequestURI(), target);
  }
}
