package io.memorydblocal.provisioning;

import java.time.Instant;

/**
 * Something that happened to a resource. Entities register events as their state changes; they are
 * published when the entity is saved, in its transaction, to whoever listens.
 */
public interface DomainEvent {

  /** Where the resource lives. */
  Scope scope();

  /** What kind of resource it is, as DescribeEvents names the kinds. */
  SourceType sourceType();

  /** The resource's name. */
  String sourceName();

  /** What happened, in the words of DescribeEvents. */
  String message();

  /** When it happened. */
  Instant at();

  /** The kinds of resources that events are about. */
  enum SourceType {
    NODE("node"),
    PARAMETER_GROUP("parameter-group"),
    SUBNET_GROUP("subnet-group"),
    CLUSTER("cluster"),
    USER("user"),
    ACL("acl");

    private final String wireName;

    SourceType(String wireName) {
      this.wireName = wireName;
    }

    /** The word for it in the API. */
    public String wireName() {
      return wireName;
    }
  }
}
