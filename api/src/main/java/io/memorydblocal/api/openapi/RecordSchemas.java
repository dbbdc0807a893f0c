package io.memorydblocal.api.openapi;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The schemas of records: members that aren't nullable are required, and all are described. Their
 * types and constraints are read by the converters behind this one.
 */
final class RecordSchemas implements ModelConverter {

  private static final Pattern WORDS = Pattern.compile("[a-z0-9_-]+(\\|[a-z0-9_-]+)*");

  private final MemberTexts texts;
  private final Map<String, Class<?>> types = new ConcurrentHashMap<>();

  RecordSchemas(MemberTexts texts) {
    this.texts = texts;
  }

  @Override
  public @Nullable Schema<?> resolve(
      AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
    Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
    Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
    if (raw.isRecord()) {
      String name = nameOf(raw);
      Class<?> other = types.putIfAbsent(name, raw);
      if (other != null && !other.equals(raw)) {
        throw new IllegalStateException(
            "%s and %s have the same name in the contract".formatted(raw, other));
      }
      Schema<?> named = context.getDefinedModels().get(name);
      describe(raw, name, named == null ? resolved : named);
    }
    return resolved;
  }

  private static String nameOf(Class<?> type) {
    var annotation = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
    return annotation == null ? type.getSimpleName() : annotation.name();
  }

  private void describe(Class<?> type, String shape, @Nullable Schema<?> schema) {
    if (schema == null || schema.getProperties() == null) {
      return;
    }
    texts.of(shape).ifPresent(schema::setDescription);
    @SuppressWarnings("rawtypes") // as the library has it
    Map<String, Schema> properties = schema.getProperties();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Schema<?> property = properties.get(component.getName());
      if (property == null) {
        continue;
      }
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
      refine(property);
      texts.of(shape, component.getName()).ifPresent(property::setDescription);
      texts
          .example(shape, component.getName())
          .ifPresent(
              property.getItems() == null ? property::setExample : property.getItems()::setExample);
    }
    schema.setRequired(required);
  }

  /**
   * Bean Validation matches whole values; an expression that only has words is a choice of them.
   */
  private static void refine(Schema<?> schema) {
    if (schema.getItems() != null) {
      refine(schema.getItems());
    }
    String pattern = schema.getPattern();
    if (pattern == null || pattern.startsWith("^")) {
      return;
    }
    if (schema instanceof StringSchema text && WORDS.matcher(pattern).matches()) {
      text.setPattern(null);
      text.setEnum(Arrays.asList(pattern.split("\\|", -1)));
    } else {
      schema.setPattern("^(?:" + pattern + ")$");
    }
  }
}
