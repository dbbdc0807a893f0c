package io.memorydblocal.provisioning.cluster;

import java.util.List;

/** Says where nodes may be. */
@FunctionalInterface
interface NodeZones {

  /** The availability zones for a cluster's nodes, at least one. */
  List<String> of(Cluster cluster);
}
