/** The operations on tags. */
@NullMarked
package io.memorydblocal.api.tag;

import org.jspecify.annotations.NullMarked;
