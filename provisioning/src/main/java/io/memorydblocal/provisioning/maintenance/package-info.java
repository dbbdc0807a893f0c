/** Time windows, and the watch over running nodes. */
@NullMarked
package io.memorydblocal.provisioning.maintenance;

import org.jspecify.annotations.NullMarked;
