/** Clusters of several Regions that belong together. */
@NullMarked
package io.memorydblocal.provisioning.multiregion;

import org.jspecify.annotations.NullMarked;
