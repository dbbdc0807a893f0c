/** The PostgreSQL server behind everything: the built-in one unless another is configured. */
@NullMarked
package io.memorydblocal.api.database;

import org.jspecify.annotations.NullMarked;
