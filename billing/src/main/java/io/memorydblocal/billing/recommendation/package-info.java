/** What would cost less. */
@NullMarked
package io.memorydblocal.billing.recommendation;

import org.jspecify.annotations.NullMarked;
