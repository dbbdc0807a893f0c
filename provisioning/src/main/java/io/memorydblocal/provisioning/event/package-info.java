/** The log of what happened to every resource. */
@NullMarked
package io.memorydblocal.provisioning.event;

import org.jspecify.annotations.NullMarked;
