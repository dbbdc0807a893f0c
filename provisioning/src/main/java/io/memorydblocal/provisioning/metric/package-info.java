/** What engines can be seen doing, by the names of AWS's metrics. */
@NullMarked
package io.memorydblocal.provisioning.metric;

import org.jspecify.annotations.NullMarked;
