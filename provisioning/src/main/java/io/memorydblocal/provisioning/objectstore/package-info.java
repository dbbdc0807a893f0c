/** Keeps contents of any size under keys. */
@NullMarked
package io.memorydblocal.provisioning.objectstore;

import org.jspecify.annotations.NullMarked;
