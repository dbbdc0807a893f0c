package io.memorydblocal.provisioning.network;

import io.memorydblocal.provisioning.DomainEvent;
import io.memorydblocal.provisioning.ResourceDeleted;
import io.memorydblocal.provisioning.Scope;
import java.time.Instant;

/** What happens to subnet groups. AWS doesn't publish its wording. */
final class NetworkEvents {

  private NetworkEvents() {}

  /** An event whose source is a subnet group. */
  interface SubnetGroupEvent extends DomainEvent {

    @Override
    default SourceType sourceType() {
      return SourceType.SUBNET_GROUP;
    }
  }

  /** There is a new subnet group. */
  record SubnetGroupCreated(Scope scope, String sourceName, Instant at)
      implements SubnetGroupEvent {

    @Override
    public String message() {
      return "Created subnet group " + sourceName;
    }
  }

  /** A subnet group has other subnets or another description. */
  record SubnetGroupUpdated(Scope scope, String sourceName, Instant at)
      implements SubnetGroupEvent {

    @Override
    public String message() {
      return "Updated subnet group " + sourceName;
    }
  }

  /** A subnet group is gone. */
  record SubnetGroupDeleted(Scope scope, String sourceName, String arn, Instant at)
      implements SubnetGroupEvent, ResourceDeleted {

    @Override
    public String message() {
      return "Deleted subnet group " + sourceName;
    }
  }
}
