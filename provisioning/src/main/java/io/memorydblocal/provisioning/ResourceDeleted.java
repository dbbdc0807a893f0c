package io.memorydblocal.provisioning;

/** The last event of a resource: what others keep about it can go. */
public interface ResourceDeleted extends DomainEvent {

  /** The resource that is no more. */
  String arn();
}
