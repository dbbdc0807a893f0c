package io.memorydblocal.provisioning.access;

import java.util.UUID;

/**
 * Knows how far the users of access control lists have reached the nodes. Clusters know of access
 * control lists, not the other way round; this is what the lists ask of them.
 */
public interface AccessRollout {

  /** True when every started node of every cluster with the list has exactly its users. */
  boolean hasReachedAllNodes(UUID aclId);
}
