/** Clusters that run only at certain hours. */
@NullMarked
package io.memorydblocal.provisioning.schedule;

import org.jspecify.annotations.NullMarked;
