package io.memorydblocal.provisioning.tag;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** One tag of one resource. */
@Entity
@IdClass(Tag.Key.class)
class Tag implements Persistable<Tag.Key> {

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

  /** Spares the query for a row that can't be there, for its id is chosen by its maker. */
  @Transient private boolean isNew = true;

  protected Tag() {}

  Tag(String arn, String key, @Nullable String value) {
    this.arn = arn;
    this.key = key;
    this.value = value;
  }

  void changeTo(@Nullable String newValue) {
    value = newValue;
  }

  String key() {
    return key;
  }

  @Nullable String value() {
    return value;
  }

  @Override
  public Key getId() {
    return new Key(arn, key);
  }

  @Override
  public boolean isNew() {
    return isNew;
  }

  @PostLoad
  @PostPersist
  void stored() {
    isNew = false;
  }
}
