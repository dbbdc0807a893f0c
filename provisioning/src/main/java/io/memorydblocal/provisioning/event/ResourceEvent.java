package io.memorydblocal.provisioning.event;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.Scope;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the event log. */
@Entity
public class ResourceEvent {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Embedded private Scope scope;
  private String sourceType;
  private String sourceName;
  private String message;
  @Column private Instant at;

  protected ResourceEvent() {}

  ResourceEvent(DomainEvent event) {
    this.scope = event.scope();
    this.sourceType = event.sourceType().wireName();
    this.sourceName = event.sourceName();
    this.message = event.message();
    this.at = event.at();
  }

  /** Counts up; no two events have the same. */
  public long id() {
    return id == null ? 0 : id;
  }

  /** What kind of resource it is about, in the API's word. */
  public String sourceType() {
    return sourceType;
  }

  /** The name of the resource. */
  public String sourceName() {
    return sourceName;
  }

  /** What happened. */
  public String message() {
    return message;
  }

  /** When it happened. */
  public Instant at() {
    return at;
  }

  @Override
  public String toString() {
    return "%s %s in %s of %s: %s"
        .formatted(sourceType, sourceName, scope.region(), scope.accountId(), message);
  }
}
