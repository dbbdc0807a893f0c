/** Nodes as operating system processes on this machine. */
@NullMarked
package io.memorydblocal.dataplane.process;

import org.jspecify.annotations.NullMarked;
