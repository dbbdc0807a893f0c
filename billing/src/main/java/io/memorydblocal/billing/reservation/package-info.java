/** Nodes that are paid for in advance or for a long time. */
@NullMarked
package io.memorydblocal.billing.reservation;

import org.jspecify.annotations.NullMarked;
