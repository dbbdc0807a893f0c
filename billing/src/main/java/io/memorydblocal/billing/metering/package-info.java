/** Meters how long nodes are used. */
@NullMarked
package io.memorydblocal.billing.metering;

import org.jspecify.annotations.NullMarked;
