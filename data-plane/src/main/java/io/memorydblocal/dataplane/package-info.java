/** What the control plane may ask of the machines that run engines, and what it can see of them. */
@NullMarked
package io.memorydblocal.dataplane;

import org.jspecify.annotations.NullMarked;
