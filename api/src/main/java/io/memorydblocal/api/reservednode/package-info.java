/** The operations on reserved nodes. */
@NullMarked
package io.memorydblocal.api.reservednode;

import org.jspecify.annotations.NullMarked;
