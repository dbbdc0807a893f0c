/** Files of this machine that must be private and whole. */
@NullMarked
package io.memorydblocal.dataplane.files;

import org.jspecify.annotations.NullMarked;
