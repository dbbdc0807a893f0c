/** The operations on multi-Region clusters. */
@NullMarked
package io.memorydblocal.api.multiregion;

import org.jspecify.annotations.NullMarked;
