package io.memorydblocal.provisioning.cluster;

import java.util.UUID;

/**
 * A cluster has an access control list.
 *
 * @param aclId the list
 * @param clusterName the cluster
 */
public record AclUse(UUID aclId, String clusterName) {}
