package io.memorydblocal.dataplane.cluster;

import java.time.Duration;

/** The end of the time that something may take. */
record Deadline(long nanos) {

  static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean isOver() {
    return System.nanoTime() - nanos >= 0;
  }
}
