package io.memorydblocal.api.openapi;

import java.io.IOException;
import java.util.Optional;
import java.util.Properties;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * What shapes and their members mean, in words. A member means the same wherever it is called the
 * same, unless its shape says otherwise.
 */
final class MemberTexts {

  private static final String RESOURCE = "openapi/members.properties";
  private static final String EXAMPLE = "example.";

  private final Properties texts;

  MemberTexts() {
    try {
      this.texts = PropertiesLoaderUtils.loadProperties(new ClassPathResource(RESOURCE));
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }

  /** What a shape is. */
  Optional<String> of(String shape) {
    return Optional.ofNullable(texts.getProperty(shape));
  }

  /** What a member of a shape is. */
  Optional<String> of(String shape, String member) {
    return of(shape + "." + member).or(() -> of(member));
  }

  /** What a member of a shape may be. */
  Optional<String> example(String shape, String member) {
    return of(EXAMPLE + shape + "." + member).or(() -> of(EXAMPLE + member));
  }
}
