/** What a node costs. */
@NullMarked
package io.memorydblocal.billing.pricing;

import org.jspecify.annotations.NullMarked;
