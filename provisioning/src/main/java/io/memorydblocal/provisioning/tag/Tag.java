package io.memorydblocal.provisioning.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** One tag of one resource. */
@Entity
@IdClass(Tag.Key.class)
class Tag {

  /**
   * What makes a tag unique.
   *
   * @param arn the resource
   * @param key the tag's key
   */
  record Key(String arn, String key) implements Serializable {}

  @Id private String arn;
  @Id private String key;
  @Column private @Nullable String value;

  protected Tag() {}

  Tag(String arn, String key, @Nullable String value) {
    this.arn = arn;
    this.key = key;
    this.value = value;
  }

  String key() {
    return key;
  }

  @Nullable String value() {
    return value;
  }
}
