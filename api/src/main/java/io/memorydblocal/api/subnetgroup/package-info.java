/** The operations on subnet groups. */
@NullMarked
package io.memorydblocal.api.subnetgroup;

import org.jspecify.annotations.NullMarked;
