/** The one operation of AWS STS that tools ask before they use MemoryDB. */
@NullMarked
package io.memorydblocal.api.sts;

import org.jspecify.annotations.NullMarked;
