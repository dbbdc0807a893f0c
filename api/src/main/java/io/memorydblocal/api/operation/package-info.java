/** What all operations have in common, whatever protocol asks for them. */
@NullMarked
package io.memorydblocal.api.operation;

import org.jspecify.annotations.NullMarked;
