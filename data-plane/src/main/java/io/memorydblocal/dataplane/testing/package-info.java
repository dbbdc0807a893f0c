/** Stand-ins for tests; production code never uses this package. */
@NullMarked
package io.memorydblocal.dataplane.testing;

import org.jspecify.annotations.NullMarked;
