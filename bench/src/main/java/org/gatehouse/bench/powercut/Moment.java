package org.gatehouse.bench.powercut;

import java.time.Instant;

/** One moment by the wall clock and by the monotonic one. */
record Moment(Instant wall, long nanos) {
  static Moment now() {
    return new Moment(Instant.now(), System.nanoTime());
  }

  /** The same wall clock at another reading of the monotonic one. */
  Instant at(long otherNanos) {
    return wall.plusNanos(otherNanos - nanos);
  }
}
