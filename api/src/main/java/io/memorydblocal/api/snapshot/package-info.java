/** The operations on snapshots. */
@NullMarked
package io.memorydblocal.api.snapshot;

import org.jspecify.annotations.NullMarked;
