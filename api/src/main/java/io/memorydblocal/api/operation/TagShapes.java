package io.memorydblocal.api.operation;

import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shape of a tag, which every create operation takes. */
public final class TagShapes {

  /** What the API model allows in one list. Fewer are allowed per resource. */
  public static final int MAX_LISTED = 200;

  private TagShapes() {}

  /**
   * A tag.
   *
   * @param key its key
   * @param value its value, if it has one
   */
  public record Tag(@NotNull String key, @Nullable String value) {}

  /** Values by key as a list. */
  public static List<Tag> listed(Map<String, @Nullable String> byKey) {
    return byKey.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }

  /** Tags of a request as values by key; the last of several with the same key counts. */
  public static Map<String, @Nullable String> byKey(@Nullable List<Tag> tags) {
    Map<String, @Nullable String> byKey = new LinkedHashMap<>();
    if (tags != null) {
      tags.forEach(tag -> byKey.put(tag.key(), tag.value()));
    }
    return byKey;
  }
}
