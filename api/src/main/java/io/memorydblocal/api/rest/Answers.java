package io.memorydblocal.api.rest;

import io.memorydblocal.api.operation.AwsException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.ResponseEntity;

/** Turns answers of operations into those of resources. */
public final class Answers {

  private Answers() {}

  /** 201 with a Location: the collection's path, then the name. */
  public static <T> ResponseEntity<T> created(String collection, String name, T body) {
    String segment = URLEncoder.encode(name, StandardCharsets.UTF_8);
    return ResponseEntity.created(URI.create(collection + "/" + segment)).body(body);
  }

  /**
   * The resource that was asked for by its name.
   *
   * @throws AwsException when other parameters have left it out
   */
  public static <T> T one(List<T> found) {
    return found.stream()
        .findFirst()
        .orElseThrow(
            () ->
                new AwsException(
                    AwsException.NOT_FOUND,
                    "What is there under the name isn't what was asked for."));
  }
}
