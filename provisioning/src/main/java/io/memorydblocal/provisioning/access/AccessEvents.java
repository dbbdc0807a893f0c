package io.memorydblocal.provisioning.access;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;

/**
 * What happens to users and access control lists. The wording of a user's creation is AWS's; the
 * others follow it by analogy.
 */
final class AccessEvents {

  private AccessEvents() {}

  /** An event whose source is a user. */
  interface UserEvent extends DomainEvent {

    @Override
    default SourceType sourceType() {
      return SourceType.USER;
    }
  }

  /** An event whose source is an access control list. */
  interface AclEvent extends DomainEvent {

    @Override
    default SourceType sourceType() {
      return SourceType.ACL;
    }
  }

  /** There is a new user. */
  record UserCreated(Scope scope, String sourceName, Instant at) implements UserEvent {

    @Override
    public String message() {
      return "Create user %s operation completed.".formatted(sourceName);
    }
  }

  /** What a user may do, or his passwords, have changed on every node. */
  record UserModified(Scope scope, String sourceName, Instant at) implements UserEvent {

    @Override
    public String message() {
      return "Modify user %s operation completed.".formatted(sourceName);
    }
  }

  /** A user is gone. */
  record UserDeleted(Scope scope, String sourceName, String arn, Instant at)
      implements UserEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Delete user %s operation completed.".formatted(sourceName);
    }
  }

  /** There is a new access control list. */
  record AclCreated(Scope scope, String sourceName, Instant at) implements AclEvent {

    @Override
    public String message() {
      return "Create ACL %s operation completed.".formatted(sourceName);
    }
  }

  /** A changed access control list has reached every node. */
  record AclModified(Scope scope, String sourceName, Instant at) implements AclEvent {

    @Override
    public String message() {
      return "Modify ACL %s operation completed.".formatted(sourceName);
    }
  }

  /** An access control list is gone. */
  record AclDeleted(Scope scope, String sourceName, String arn, Instant at)
      implements AclEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Delete ACL %s operation completed.".formatted(sourceName);
    }
  }
}
