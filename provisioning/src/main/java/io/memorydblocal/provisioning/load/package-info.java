/** What nodes have had to bear. */
@NullMarked
package io.memorydblocal.provisioning.load;

import org.jspecify.annotations.NullMarked;
