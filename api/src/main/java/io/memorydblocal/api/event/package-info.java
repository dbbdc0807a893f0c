/** The operation on events. */
@NullMarked
package io.memorydblocal.api.event;

import org.jspecify.annotations.NullMarked;
