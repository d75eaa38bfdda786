package org.gatehouse.runtime.record;

import java.util.concurrent.TimeUnit;
import org.gatehouse.runtime.mp4.InitSegment;

/**
 * Finds the place in one stream where the machine's clock was set. Units are stamped by a clock
 * that follows one set forward within a second, and one set back slowly, without going back itself
 * (see the adapters' wall clock): so a leap of the stamps is waited for a little. Owner: the
 * recorder's thread.
 */
final class ClockSteps {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);
  private static final long LEAP_MICROS = 1_000_000;

  private final ClockWatch watch;
  private long seen;
  private boolean due;
  private long lastMicros;
  private long lastTime;

  ClockSteps(ClockWatch watch) {
    this.watch = watch;
    this.seen = watch.steps();
  }

  /**
   * Takes the next unit's times.
   *
   * @param time on the stream's time line
   * @return true once for each time that the clock was set: a new segment is to begin
   */
  boolean at(long micros, long time, long nowNanos) {
    if (watch.steps() != seen) {
      seen = watch.steps();
      due = true;
    }
    long played = (time - lastTime) * 1_000_000L / InitSegment.TIMESCALE;
    boolean leaps = Math.abs(micros - lastMicros - played) >= LEAP_MICROS;
    lastMicros = micros;
    lastTime = time;
    boolean step = due && (leaps || nowNanos - watch.stepNanos() >= PATIENCE);
    due &= !step;
    return step;
  }
}
