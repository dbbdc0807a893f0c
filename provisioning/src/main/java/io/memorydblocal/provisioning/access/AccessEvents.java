package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;

/**
 * What happens to users and access control lists. The wording of a user's creation is AWS's; the
 * others follow it by analogy.
 */
public final class AccessEvents {

  private AccessEvents() {}

  /** An operation on a user came to its end. */
  record UserOperationCompleted(Scope scope, String sourceName, String operation, Instant at)
      implements DomainEvent {

    @Override
    public SourceType sourceType() {
      return SourceType.USER;
    }

    @Override
    public String message() {
      return "%s user %s operation completed.".formatted(operation, sourceName);
    }
  }

  /** An operation on an access control list came to its end. */
  record AclOperationCompleted(Scope scope, String sourceName, String operation, Instant at)
      implements DomainEvent {

    @Override
    public SourceType sourceType() {
      return SourceType.ACL;
    }

    @Override
    public String message() {
      return "%s ACL %s operation completed.".formatted(operation, sourceName);
    }
  }
}
