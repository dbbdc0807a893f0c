/** The certificate authority that vouches for every node. */
@NullMarked
package io.memorydblocal.dataplane.tls;

import org.jspecify.annotations.NullMarked;
