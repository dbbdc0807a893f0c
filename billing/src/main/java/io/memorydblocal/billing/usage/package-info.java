/** How much was used: from intervals, and from what was rolled up of them. */
@NullMarked
package io.memorydblocal.billing.usage;

import org.jspecify.annotations.NullMarked;
