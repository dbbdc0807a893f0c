package io.memorydblocal.api.operation;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads text, but none that a database couldn't give back as it came. */
public final class TextDeserializer extends StdScalarDeserializer<String> {

  public TextDeserializer() {
    super(String.class);
  }

  @Override
  public String deserialize(JsonParser json, DeserializationContext context) {
    String text = StringDeserializer.instance.deserialize(json, context);
    if (text.indexOf('\0') >= 0 || !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw context.weirdStringException(text, String.class, "not storable");
    }
    return text;
  }
}
