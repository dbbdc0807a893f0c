package io.memorydblocal.provisioning;

/**
 * The faults that MemoryDB's API declares: the code a client sees, and what kind of fault it is.
 */
public enum Fault {
  ACL_ALREADY_EXISTS("ACLAlreadyExistsFault", Kind.ALREADY_EXISTS),
  ACL_NOT_FOUND("ACLNotFoundFault", Kind.NOT_FOUND),
  ACL_QUOTA_EXCEEDED("ACLQuotaExceededFault", Kind.QUOTA),
  CLUSTER_ALREADY_EXISTS("ClusterAlreadyExistsFault", Kind.ALREADY_EXISTS),
  CLUSTER_NOT_FOUND("ClusterNotFoundFault", Kind.NOT_FOUND),
  DUPLICATE_USER_NAME("DuplicateUserNameFault", Kind.INVALID),
  INVALID_ACL_STATE("InvalidACLStateFault", Kind.STATE),
  INVALID_CLUSTER_STATE("InvalidClusterStateFault", Kind.STATE),
  INVALID_PARAMETER_COMBINATION("InvalidParameterCombinationException", Kind.INVALID),
  INVALID_PARAMETER_VALUE("InvalidParameterValueException", Kind.INVALID),
  INVALID_USER_STATE("InvalidUserStateFault", Kind.STATE),
  MULTI_REGION_CLUSTER_NOT_FOUND("MultiRegionClusterNotFoundFault", Kind.NOT_FOUND),
  NODE_QUOTA_FOR_CLUSTER_EXCEEDED("NodeQuotaForClusterExceededFault", Kind.QUOTA),
  NODE_QUOTA_FOR_CUSTOMER_EXCEEDED("NodeQuotaForCustomerExceededFault", Kind.QUOTA),
  PARAMETER_GROUP_NOT_FOUND("ParameterGroupNotFoundFault", Kind.NOT_FOUND),
  SHARDS_PER_CLUSTER_QUOTA_EXCEEDED("ShardsPerClusterQuotaExceededFault", Kind.QUOTA),
  SUBNET_GROUP_NOT_FOUND("SubnetGroupNotFoundFault", Kind.NOT_FOUND),
  TAG_QUOTA_PER_RESOURCE_EXCEEDED("TagQuotaPerResourceExceeded", Kind.QUOTA),
  USER_ALREADY_EXISTS("UserAlreadyExistsFault", Kind.ALREADY_EXISTS),
  USER_NOT_FOUND("UserNotFoundFault", Kind.NOT_FOUND),
  USER_QUOTA_EXCEEDED("UserQuotaExceededFault", Kind.QUOTA);

  /** What a caller can do about a fault. */
  public enum Kind {
    /** Ask for something that makes sense. */
    INVALID,
    /** Name something that exists. */
    NOT_FOUND,
    /** Choose another name. */
    ALREADY_EXISTS,
    /** Wait until the resource is in another state. */
    STATE,
    /** Use less, or raise the limit. */
    QUOTA
  }

  private final String code;
  private final Kind kind;

  Fault(String code, Kind kind) {
    this.code = code;
    this.kind = kind;
  }

  /** The shape name of the fault in the API model. */
  public String code() {
    return code;
  }

  public Kind kind() {
    return kind;
  }
}
