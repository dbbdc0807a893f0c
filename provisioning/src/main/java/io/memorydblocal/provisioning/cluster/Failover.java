package io.memorydblocal.provisioning.cluster;

/** How far a failover that a user asked for has come. */
enum Failover {
  /** No node has been chosen yet. */
  REQUESTED,
  /** The chosen node becomes the primary. */
  STARTED,
  /** The former primary becomes its replica. */
  RECOVERING
}
