package io.memorydblocal.api.awsjson;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.memorydblocal.api.operation.TextDeserializer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as AWS JSON 1.1 has it: times are epoch seconds, what is absent is left out, members that a
 * shape doesn't have are ignored, and a value of another type than the member's is an error. So is
 * text that no database could give back as it came.
 */
@Component
class AwsJsonMapper {

  private static final int MILLIS_DIGITS = 3;

  private final JsonMapper mapper =
      JsonMapper.builder()
          .propertyNamingStrategy(new AwsNaming())
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              config -> {
                config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
              })
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new EpochSecondsSerializer())
                  .addDeserializer(Instant.class, new EpochSecondsDeserializer())
                  .addDeserializer(String.class, new TextDeserializer()))
          .build();

  /**
   * Reads a request; an empty body is an empty object.
   *
   * @throws JacksonException when it isn't JSON or doesn't fit the shape
   */
  Object read(byte[] body, Class<?> type) {
    Object request = mapper.readValue(body.length == 0 ? new byte[] {'{', '}'} : body, type);
    if (request == null) {
      throw new StreamReadException("null is not an object");
    }
    return request;
  }

  byte[] write(Object response) {
    return mapper.writeValueAsBytes(response);
  }

  private static final class EpochSecondsSerializer extends StdSerializer<Instant> {

    EpochSecondsSerializer() {
      super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializationContext context) {
      json.writeNumber(BigDecimal.valueOf(value.toEpochMilli(), MILLIS_DIGITS));
    }
  }

  private static final class EpochSecondsDeserializer extends StdDeserializer<Instant> {

    EpochSecondsDeserializer() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) {
      return Instant.ofEpochMilli(
          json.getDecimalValue()
              .movePointRight(MILLIS_DIGITS)
              .setScale(0, RoundingMode.FLOOR)
              .longValue());
    }
  }
}
