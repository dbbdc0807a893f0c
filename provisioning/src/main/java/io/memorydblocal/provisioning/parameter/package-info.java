/** Parameter groups and the parameters of their families. */
@NullMarked
package io.memorydblocal.provisioning.parameter;

import org.jspecify.annotations.NullMarked;
