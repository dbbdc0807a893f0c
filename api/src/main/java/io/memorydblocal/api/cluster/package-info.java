/** The operations on clusters. */
@NullMarked
package io.memorydblocal.api.cluster;

import org.jspecify.annotations.NullMarked;
