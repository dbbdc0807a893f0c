/** Reads and writes the files in which engines keep a moment of their data. */
@NullMarked
package io.memorydblocal.dataplane.rdb;

import org.jspecify.annotations.NullMarked;
