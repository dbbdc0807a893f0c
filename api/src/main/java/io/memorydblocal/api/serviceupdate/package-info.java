/** The operations on service updates. */
@NullMarked
package io.memorydblocal.api.serviceupdate;

import org.jspecify.annotations.NullMarked;
