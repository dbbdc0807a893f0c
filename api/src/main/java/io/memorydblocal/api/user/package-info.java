/** The operations on users. */
@NullMarked
package io.memorydblocal.api.user;

import org.jspecify.annotations.NullMarked;
