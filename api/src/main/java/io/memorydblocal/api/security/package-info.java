/** Who is calling: from the signature of a request to its account and region. */
@NullMarked
package io.memorydblocal.api.security;

import org.jspecify.annotations.NullMarked;
