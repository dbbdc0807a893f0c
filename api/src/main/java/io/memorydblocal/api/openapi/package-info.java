/** The OpenAPI contract of what is served, made from the code that serves it. */
@NullMarked
package io.memorydblocal.api.openapi;

import org.jspecify.annotations.NullMarked;
