/** Clusters that grow and shrink with their load. */
@NullMarked
package io.memorydblocal.provisioning.scaling;

import org.jspecify.annotations.NullMarked;
