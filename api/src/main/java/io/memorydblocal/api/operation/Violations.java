package io.memorydblocal.api.operation;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Annotation;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Says what is wrong with a request that breaks a constraint of its shape, in AWS's words. Values
 * are left out: some are passwords.
 */
public final class Violations {

  private static final String IDENTIFIER =
      "is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII"
          + " letters, digits, and hyphens; must not end with a hyphen or contain two consecutive"
          + " hyphens; and must have at most %d characters.";

  private static final Map<String, String> PATTERNS =
      Map.of(Names.SHORT, IDENTIFIER.formatted(40), Names.LONG, IDENTIFIER.formatted(255));

  private Violations() {}

  /**
   * The message for a violation.
   *
   * @param naming turns the name of a record component into the member's name in the protocol
   */
  public static String message(ConstraintViolation<?> violation, UnaryOperator<String> naming) {
    return "The parameter %s %s"
        .formatted(
            member(violation.getPropertyPath(), naming),
            problem(violation.getConstraintDescriptor().getAnnotation(), violation.getMessage()));
  }

  private static String problem(Annotation constraint, String message) {
    if (constraint instanceof NotNull) {
      return "must be provided and must not be blank.";
    }
    if (constraint instanceof Min min) {
      return "must be at least %d.".formatted(min.value());
    }
    if (constraint instanceof Max max) {
      return "must be at most %d.".formatted(max.value());
    }
    if (constraint instanceof Size size) {
      return size.max() == Integer.MAX_VALUE
          ? "must have at least %d elements.".formatted(size.min())
          : "must have %d to %d elements.".formatted(size.min(), size.max());
    }
    if (constraint instanceof Pattern pattern && message.startsWith("must match")) {
      return PATTERNS.getOrDefault(
          pattern.regexp(), "must match the pattern %s.".formatted(pattern.regexp()));
    }
    return message + ".";
  }

  /**
   * {@code createUser.request.authenticationMode.passwords[0]} as {@code
   * AuthenticationMode.Passwords}.
   */
  private static String member(Path path, UnaryOperator<String> naming) {
    return StreamSupport.stream(path.spliterator(), false)
        .filter(node -> node.getKind() == ElementKind.PROPERTY)
        .map(Path.Node::getName)
        .map(naming)
        .collect(Collectors.joining("."));
  }
}
