/** Clusters with their shards and nodes, and how a cluster comes to run. */
@NullMarked
package io.memorydblocal.provisioning.cluster;

import org.jspecify.annotations.NullMarked;
