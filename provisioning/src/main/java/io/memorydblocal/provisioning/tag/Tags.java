package io.memorydblocal.provisioning.tag;

import static io.memorydblocal.provisioning.Fault.INVALID_PARAMETER_VALUE;
import static io.memorydblocal.provisioning.Fault.TAG_NOT_FOUND;
import static io.memorydblocal.provisioning.Fault.TAG_QUOTA_PER_RESOURCE_EXCEEDED;

import io.memorydblocal.provisioning.MemoryDbException;
import io.memorydblocal.provisioning.ProvisioningProperties;
import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.ResourceEnded;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The tags of all resources, kept by ARN. */
@Component
public class Tags {

  private static final int MAX_KEY_LENGTH = 128;
  private static final int MAX_VALUE_LENGTH = 256;
  private static final String RESERVED_PREFIX = "aws:";

  private final TagRepository repository;
  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final int maxPerResource;

  Tags(
      TagRepository repository,
      JdbcClient jdbc,
      ApplicationEventPublisher events,
      Clock clock,
      ProvisioningProperties properties) {
    this.repository = repository;
    this.jdbc = jdbc;
    this.events = events;
    this.clock = clock;
    this.maxPerResource = properties.quota().tagsPerResource();
  }

  /**
   * Has changes of a resource's tags, and its end, wait for each other until the transaction ends.
   * Who checks that the resource is there does so after this, or a tag could outlive it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void hold(String arn) {
    jdbc.sql("select 1 from pg_advisory_xact_lock(hashtextextended(?, 0))")
        .params("tags of " + arn)
        .query(Integer.class)
        .single();
  }

  /** The tags of a resource, in the order of their keys. */
  public Map<String, @Nullable String> of(String arn) {
    Map<String, @Nullable String> tags = new LinkedHashMap<>();
    repository.findByArn(arn).forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  /**
   * Gives a resource tags; those that it has already get the new values.
   *
   * @param tags values by key; a value may be absent
   * @throws MemoryDbException for a key or value that AWS doesn't allow, or for more than fifty
   *     tags
   */
  public void put(String arn, Map<String, @Nullable String> tags) {
    if (tags.isEmpty()) {
      return;
    }
    tags.forEach(Tags::check);
    Map<String, Tag> rows = new LinkedHashMap<>();
    repository.findByArn(arn).forEach(tag -> rows.put(tag.key(), tag));
    tags.forEach(
        (key, value) -> {
          Tag present = rows.putIfAbsent(key, new Tag(arn, key, value));
          if (present != null) {
            present.changeTo(value);
          }
        });
    if (rows.size() > maxPerResource) {
      throw new MemoryDbException(
          TAG_QUOTA_PER_RESOURCE_EXCEEDED,
          "A resource can have at most %d tags, not %d.".formatted(maxPerResource, rows.size()));
    }
    repository.saveAll(rows.values());
    changed(arn, rows);
  }

  /**
   * Takes tags from a resource.
   *
   * @throws MemoryDbException TagNotFoundFault for a key that it has no tag with; then all stay
   */
  public void remove(String arn, Collection<String> keys) {
    Map<String, Tag> rows = new LinkedHashMap<>();
    repository.findByArn(arn).forEach(tag -> rows.put(tag.key(), tag));
    for (String key : keys) {
      if (!rows.containsKey(key)) {
        throw new MemoryDbException(
            TAG_NOT_FOUND, "The resource %s has no tag with the key '%s'.".formatted(arn, key));
      }
    }
    List<Tag> removed = keys.stream().distinct().map(rows::get).toList();
    repository.deleteAll(removed);
    removed.forEach(tag -> rows.remove(tag.key()));
    changed(arn, rows);
  }

  private void changed(String arn, Map<String, Tag> rows) {
    Map<String, @Nullable String> tags = new TreeMap<>();
    rows.forEach((key, tag) -> tags.put(key, tag.value()));
    events.publishEvent(new TagsChanged(arn, tags, clock.instant()));
  }

  @EventListener
  void on(ResourceDeleted event) {
    forget(event.arn());
  }

  @EventListener
  void on(ResourceEnded event) {
    forget(event.arn());
  }

  private void forget(String arn) {
    hold(arn);
    repository.deleteByArn(arn);
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
