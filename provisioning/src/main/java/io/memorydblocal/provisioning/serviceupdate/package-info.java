/** Which clusters need which service updates, and how far they have come. */
@NullMarked
package io.memorydblocal.provisioning.serviceupdate;

import org.jspecify.annotations.NullMarked;
