/** The operations on access control lists. */
@NullMarked
package io.memorydblocal.api.acl;

import org.jspecify.annotations.NullMarked;
