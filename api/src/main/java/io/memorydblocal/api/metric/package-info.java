/** What a collector of metrics, and who reads the log, gets to know of calls and nodes. */
@NullMarked
package io.memorydblocal.api.metric;

import org.jspecify.annotations.NullMarked;
