package io.memorydblocal.provisioning.cluster;

import io.memorydblocal.dataplane.NodeAddress;
import java.util.function.Supplier;

/** Hands out addresses that no node has and nobody on this machine listens on. */
interface NodeAddresses {

  /** Addresses for nodes that should listen on a port, each a different one. */
  Supplier<NodeAddress> forPort(int port);
}
