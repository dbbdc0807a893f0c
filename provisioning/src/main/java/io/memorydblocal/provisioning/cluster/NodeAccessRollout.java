package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.provisioning.access.AccessDigest;
import io.memorydblocal.provisioning.access.AccessRollout;
import io.memorydblocal.provisioning.access.AclRepository;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares the users of access control lists with those that nodes are known to have. */
@Component
class NodeAccessRollout implements AccessRollout {

  private final AclRepository acls;
  private final ClusterRepository clusters;

  NodeAccessRollout(AclRepository acls, ClusterRepository clusters) {
    this.acls = acls;
    this.clusters = clusters;
  }

  @Override
  @Transactional(readOnly = true)
  public boolean hasReachedAllNodes(UUID aclId) {
    return acls.findWithUsersById(aclId)
        .map(acl -> AccessDigest.of(acl.engineUsers()))
        .map(digest -> clusters.countNodesWithOtherUsers(aclId, digest) == 0)
        .orElse(true);
  }
}
