/** What accounts want to spend at most, and what tells them that they do. */
@NullMarked
package io.memorydblocal.billing.budget;

import org.jspecify.annotations.NullMarked;
