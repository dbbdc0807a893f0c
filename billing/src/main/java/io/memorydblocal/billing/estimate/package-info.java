/** What clusters would cost that nobody has created yet. */
@NullMarked
package io.memorydblocal.billing.estimate;

import org.jspecify.annotations.NullMarked;
