package io.memorydblocal.provisioning;

/**
 * The faults that MemoryDB's API declares: the code a client sees, and what kind of fault it is.
 */
public enum Fault {
  ACL_ALREADY_EXISTS("ACLAlreadyExistsFault", Kind.ALREADY_EXISTS),
  ACL_NOT_FOUND("ACLNotFoundFault", Kind.NOT_FOUND),
  ACL_QUOTA_EXCEEDED("ACLQuotaExceededFault", Kind.QUOTA),
  API_CALL_RATE_FOR_CUSTOMER_EXCEEDED("APICallRateForCustomerExceededFault", Kind.QUOTA),
  CLUSTER_ALREADY_EXISTS("ClusterAlreadyExistsFault", Kind.ALREADY_EXISTS),
  CLUSTER_NOT_FOUND("ClusterNotFoundFault", Kind.NOT_FOUND),
  CLUSTER_QUOTA_FOR_CUSTOMER_EXCEEDED("ClusterQuotaForCustomerExceededFault", Kind.QUOTA),
  DEFAULT_USER_REQUIRED("DefaultUserRequired", Kind.INVALID),
  DUPLICATE_USER_NAME("DuplicateUserNameFault", Kind.INVALID),
  INSUFFICIENT_CLUSTER_CAPACITY("InsufficientClusterCapacityFault", Kind.QUOTA),
  INVALID_ACL_STATE("InvalidACLStateFault", Kind.STATE),
  INVALID_ARN("InvalidARNFault", Kind.INVALID),
  INVALID_CLUSTER_STATE("InvalidClusterStateFault", Kind.STATE),
  INVALID_CREDENTIALS("InvalidCredentialsException", Kind.INVALID),
  INVALID_KMS_KEY("InvalidKMSKeyFault", Kind.INVALID),
  INVALID_MULTI_REGION_CLUSTER_STATE("InvalidMultiRegionClusterStateFault", Kind.STATE),
  INVALID_NODE_STATE("InvalidNodeStateFault", Kind.STATE),
  INVALID_PARAMETER_COMBINATION("InvalidParameterCombinationException", Kind.INVALID),
  INVALID_PARAMETER_GROUP_STATE("InvalidParameterGroupStateFault", Kind.STATE),
  INVALID_PARAMETER_VALUE("InvalidParameterValueException", Kind.INVALID),
  INVALID_SNAPSHOT_STATE("InvalidSnapshotStateFault", Kind.STATE),
  INVALID_SUBNET("InvalidSubnet", Kind.INVALID),
  INVALID_USER_STATE("InvalidUserStateFault", Kind.STATE),
  INVALID_VPC_NETWORK_STATE("InvalidVPCNetworkStateFault", Kind.STATE),
  MULTI_REGION_CLUSTER_ALREADY_EXISTS("MultiRegionClusterAlreadyExistsFault", Kind.ALREADY_EXISTS),
  MULTI_REGION_CLUSTER_NOT_FOUND("MultiRegionClusterNotFoundFault", Kind.NOT_FOUND),
  MULTI_REGION_PARAMETER_GROUP_NOT_FOUND("MultiRegionParameterGroupNotFoundFault", Kind.NOT_FOUND),
  NO_OPERATION("NoOperationFault", Kind.INVALID),
  NODE_QUOTA_FOR_CLUSTER_EXCEEDED("NodeQuotaForClusterExceededFault", Kind.QUOTA),
  NODE_QUOTA_FOR_CUSTOMER_EXCEEDED("NodeQuotaForCustomerExceededFault", Kind.QUOTA),
  PARAMETER_GROUP_ALREADY_EXISTS("ParameterGroupAlreadyExistsFault", Kind.ALREADY_EXISTS),
  PARAMETER_GROUP_NOT_FOUND("ParameterGroupNotFoundFault", Kind.NOT_FOUND),
  PARAMETER_GROUP_QUOTA_EXCEEDED("ParameterGroupQuotaExceededFault", Kind.QUOTA),
  RESERVED_NODE_ALREADY_EXISTS("ReservedNodeAlreadyExistsFault", Kind.ALREADY_EXISTS),
  RESERVED_NODE_NOT_FOUND("ReservedNodeNotFoundFault", Kind.NOT_FOUND),
  RESERVED_NODE_QUOTA_EXCEEDED("ReservedNodeQuotaExceededFault", Kind.QUOTA),
  RESERVED_NODES_OFFERING_NOT_FOUND("ReservedNodesOfferingNotFoundFault", Kind.NOT_FOUND),
  SERVICE_LINKED_ROLE_NOT_FOUND("ServiceLinkedRoleNotFoundFault", Kind.STATE),
  SERVICE_UPDATE_NOT_FOUND("ServiceUpdateNotFoundFault", Kind.NOT_FOUND),
  SHARD_NOT_FOUND("ShardNotFoundFault", Kind.NOT_FOUND),
  SHARDS_PER_CLUSTER_QUOTA_EXCEEDED("ShardsPerClusterQuotaExceededFault", Kind.QUOTA),
  SNAPSHOT_ALREADY_EXISTS("SnapshotAlreadyExistsFault", Kind.ALREADY_EXISTS),
  SNAPSHOT_NOT_FOUND("SnapshotNotFoundFault", Kind.NOT_FOUND),
  SNAPSHOT_QUOTA_EXCEEDED("SnapshotQuotaExceededFault", Kind.QUOTA),
  SUBNET_GROUP_ALREADY_EXISTS("SubnetGroupAlreadyExistsFault", Kind.ALREADY_EXISTS),
  SUBNET_GROUP_IN_USE("SubnetGroupInUseFault", Kind.STATE),
  SUBNET_GROUP_NOT_FOUND("SubnetGroupNotFoundFault", Kind.NOT_FOUND),
  SUBNET_GROUP_QUOTA_EXCEEDED("SubnetGroupQuotaExceededFault", Kind.QUOTA),
  SUBNET_IN_USE("SubnetInUse", Kind.STATE),
  SUBNET_NOT_ALLOWED("SubnetNotAllowedFault", Kind.INVALID),
  SUBNET_QUOTA_EXCEEDED("SubnetQuotaExceededFault", Kind.QUOTA),
  TAG_NOT_FOUND("TagNotFoundFault", Kind.NOT_FOUND),
  TAG_QUOTA_PER_RESOURCE_EXCEEDED("TagQuotaPerResourceExceeded", Kind.QUOTA),
  TEST_FAILOVER_NOT_AVAILABLE("TestFailoverNotAvailableFault", Kind.STATE),
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
