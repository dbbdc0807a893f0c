package io.memorydblocal.provisioning.parameter;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;

/** What happens to parameter groups. AWS doesn't publish its wording. */
final class ParameterGroupEvents {

  private ParameterGroupEvents() {}

  /** An event whose source is a parameter group. */
  interface ParameterGroupEvent extends DomainEvent {

    @Override
    default SourceType sourceType() {
      return SourceType.PARAMETER_GROUP;
    }
  }

  /** There is a new parameter group. */
  record ParameterGroupCreated(Scope scope, String sourceName, Instant at)
      implements ParameterGroupEvent {

    @Override
    public String message() {
      return "Created parameter group " + sourceName;
    }
  }

  /** A parameter group has other values. */
  record ParameterGroupUpdated(Scope scope, String sourceName, Instant at)
      implements ParameterGroupEvent {

    @Override
    public String message() {
      return "Updated parameter group " + sourceName;
    }
  }

  /** A parameter group is gone. */
  record ParameterGroupDeleted(Scope scope, String sourceName, String arn, Instant at)
      implements ParameterGroupEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Deleted parameter group " + sourceName;
    }
  }
}
