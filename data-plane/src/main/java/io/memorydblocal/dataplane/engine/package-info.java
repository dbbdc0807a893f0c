/** Engine binaries: finding them, writing their configuration and users, speaking to them. */
@NullMarked
package io.memorydblocal.dataplane.engine;

import org.jspecify.annotations.NullMarked;
