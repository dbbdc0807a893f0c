/** Schedules of clusters: the hours at which they run. */
@NullMarked
package io.memorydblocal.api.schedule;

import org.jspecify.annotations.NullMarked;
