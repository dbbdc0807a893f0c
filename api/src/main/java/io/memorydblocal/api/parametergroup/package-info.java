/** The operations on parameter groups. */
@NullMarked
package io.memorydblocal.api.parametergroup;

import org.jspecify.annotations.NullMarked;
