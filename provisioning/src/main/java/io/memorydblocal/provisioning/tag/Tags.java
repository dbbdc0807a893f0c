package io.memorydblocal.provisioning.tag;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.TAG_QUOTA_PER_RESOURCE_EXCEEDED;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ResourceDeleted;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The tags of all resources, kept by ARN. */
@Component
public class Tags {

  private static final int MAX_PER_RESOURCE = 50;
  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final String RESERVED_PREFIX = "aws:";

  private final TagRepository repository;

  Tags(TagRepository repository) {
    this.repository = repository;
  }

  /**
   * Gives a new resource its tags.
   *
   * @param tags values by key; a value may be absent
   * @throws MemoryDbException for a key or value that AWS doesn't allow, or for more than fifty
   *     tags
   */
  public void put(String arn, Map<String, @Nullable String> tags) {
    if (tags.size() > MAX_PER_RESOURCE) {
      throw new MemoryDbException(
          TAG_QUOTA_PER_RESOURCE_EXCEEDED,
          "A resource can have at most %d tags, not %d.".formatted(MAX_PER_RESOURCE, tags.size()));
    }
    Map<String, Tag> rows = new LinkedHashMap<>();
    tags.forEach(
        (key, value) -> {
          check(key, value);
          rows.put(key, new Tag(arn, key, value));
        });
    repository.saveAll(rows.values());
  }

  /** The tags of a resource: values by key, where a value may be absent. */
  public Map<String, @Nullable String> of(String arn) {
    Map<String, @Nullable String> tags = new TreeMap<>();
    repository.findByArn(arn).forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  @EventListener
  void on(ResourceDeleted event) {
    repository.deleteByArn(event.arn());
  }

  private static void check(String key, @Nullable String value) {
    if (key.isEmpty() || key.length() > MAX_KEY_LENGTH) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "The tag key '%s' must have 1 to %d characters.".formatted(key, MAX_KEY_LENGTH));
    }
    if (key.toLowerCase(Locale.ROOT).startsWith(RESERVED_PREFIX)) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "The tag key '%s' must not begin with aws:, which is reserved.".formatted(key));
    }
    if (value != null && value.length() > MAX_VALUE_LENGTH) {
      throw new MemoryDbException(
          INVALID_PARAMETER_VALUE,
          "The value of the tag '%s' must have at most %d characters."
              .formatted(key, MAX_VALUE_LENGTH));
    }
  }
}
