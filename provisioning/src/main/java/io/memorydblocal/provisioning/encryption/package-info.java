/** Encrypts contents of any size, each with a key of its own that another key keeps secret. */
@NullMarked
package io.memorydblocal.provisioning.encryption;

import org.jspecify.annotations.NullMarked;
