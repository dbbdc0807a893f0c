/**
 * MemoryDB Local in tests: {@link io.memorydblocal.junit.MemoryDbLocal} starts it in the JVM of the
 * tests, {@link io.memorydblocal.junit.MemoryDbLocalContainer} in a container.
 */
@NullMarked
package io.memorydblocal.junit;

import org.jspecify.annotations.NullMarked;
