package io.memorydblocal.api.operation;

import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidFormatException;

/** Says where JSON isn't as expected. Values are left out: some are passwords. */
public final class MalformedJson {

  private MalformedJson() {}

  /** The member that it is about, such as {@code tags.[0].key}; empty if it is about the whole. */
  public static String place(JacksonException e) {
    return e.getPath().stream()
        .map(
            step ->
                step.getPropertyName() == null
                    ? "[" + step.getIndex() + "]"
                    : step.getPropertyName())
        .collect(Collectors.joining("."));
  }

  /** What is wrong, if it is a text that {@link TextDeserializer} refuses. */
  public static Optional<String> refusedText(JacksonException e) {
    return e instanceof InvalidFormatException text && String.class.equals(text.getTargetType())
        ? Optional.of(
            "The value of %s has a NUL character or half a surrogate pair.".formatted(place(e)))
        : Optional.empty();
  }
}
