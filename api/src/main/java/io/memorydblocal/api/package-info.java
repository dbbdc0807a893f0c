/** The runnable application: how MemoryDB Local is asked for. */
@NullMarked
package io.memorydblocal.api;

import org.jspecify.annotations.NullMarked;
