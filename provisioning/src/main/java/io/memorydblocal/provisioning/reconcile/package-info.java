/** Closes the distance between what is desired and what is, however often it is interrupted. */
@NullMarked
package io.memorydblocal.provisioning.reconcile;

import org.jspecify.annotations.NullMarked;
