package org.gatehouse.runtime.gate;

import java.time.Instant;
import java.util.UUID;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.jspecify.annotations.Nullable;

/** One time that the barrier is open for one vehicle. Owner: the lane's thread. */
final class Opening {
  final UUID order;
  final long fromNanos;

  /** Until then, by the monotonic clock, at most. */
  long untilNanos;

  /** The same by the wall clock, as it was when it began. */
  final Instant until;

  /** Whom it is for; null until somebody comes, if a person opened for nobody in sight. */
  @Nullable Transit transit;

  /** That vehicle is through. */
  boolean used;

  /** The arm was seen up. */
  boolean sawOpen;

  boolean tailgated;
  private int loopUses;
  private Loop loop;

  /**
   * Begins.
   *
   * @param others whether what stands on the loop now is the vehicle of the opening before
   */
  Opening(
      UUID order,
      long fromNanos,
      long untilNanos,
      Instant until,
      @Nullable Transit transit,
      Loop loop,
      boolean others) {
    this.order = order;
    this.fromNanos = fromNanos;
    this.untilNanos = untilNanos;
    this.until = until;
    this.transit = transit;
    this.loop = loop;
    this.loopUses = loop == Loop.OCCUPIED && !others ? 1 : 0;
  }

  boolean covers(long nanos) {
    return nanos - fromNanos >= 0 && untilNanos - nanos >= 0;
  }

  /** Takes the state of the loop; true if a second vehicle came on it. */
  boolean second(Loop now) {
    if (now == Loop.OCCUPIED && loop != Loop.OCCUPIED) {
      loopUses++;
    }
    loop = now == Loop.UNKNOWN ? loop : now;
    return loopUses > 1;
  }

  /** Whether its vehicle stands on the loop. */
  boolean isUsedByLoop() {
    return loop == Loop.OCCUPIED && loopUses > 0;
  }

  String openedFor() {
    return transit == null ? "" : transit.id;
  }
}
