/**
 * What every resource has in common: its scope, its ARN, the faults it may raise, the events it
 * tells.
 */
@NullMarked
package io.memorydblocal.provisioning;

import org.jspecify.annotations.NullMarked;
