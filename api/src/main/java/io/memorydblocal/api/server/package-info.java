/** The process: its data directory, what it prints, how it starts and ends. */
@NullMarked
package io.memorydblocal.api.server;

import org.jspecify.annotations.NullMarked;
