/** What concerns several nodes of a cluster at once: moving hash slots between them. */
@NullMarked
package io.memorydblocal.dataplane.cluster;

import org.jspecify.annotations.NullMarked;
