/** The operation on engine versions. */
@NullMarked
package io.memorydblocal.api.engine;

import org.jspecify.annotations.NullMarked;
