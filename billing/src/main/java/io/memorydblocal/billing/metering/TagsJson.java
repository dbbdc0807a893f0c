package io.memorydblocal.billing.metering;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tags as the database keeps them: an object whose members are the keys. */
public final class TagsJson {

  private static final JsonMapper MAPPER = new JsonMapper();
  private static final TypeReference<TreeMap<String, @Nullable String>> TYPE =
      new TypeReference<>() {};

  private TagsJson() {}

  /** Their form in the database. */
  public static String write(Map<String, @Nullable String> tags) {
    return MAPPER.writeValueAsString(new TreeMap<>(tags));
  }

  /** The tags, by key. */
  public static Map<String, @Nullable String> read(String json) {
    return MAPPER.readValue(json, TYPE);
  }
}
