/** Snapshots of clusters: what a cluster was at a moment, kept for as long as wanted. */
@NullMarked
package io.memorydblocal.provisioning.snapshot;

import org.jspecify.annotations.NullMarked;
