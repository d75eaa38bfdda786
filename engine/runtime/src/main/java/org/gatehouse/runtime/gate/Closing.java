package org.gatehouse.runtime.gate;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/** Whether and when a lane's barrier is to be told to close. Owner: the lane's thread. */
final class Closing {
  /** After a refused order to close the next one waits so long, and longer each time. */
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private static final Duration AGAIN_MOST = Duration.ofMinutes(1);

  private final Ticker ticker;
  private @Nullable Instant at;
  private long dueNanos;
  private boolean ordered;
  private Duration pause = Duration.ZERO;

  Closing(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * It is to close after that time, whatever was wanted before.
   *
   * @param then when that is, by the wall clock
   */
  void in(Duration time, Instant then) {
    at = then;
    dueNanos = ticker.nanos() + time.toNanos();
    ordered = false;
    pause = Duration.ZERO;
  }

  /**
   * It was to close then, as an earlier run wished. Clocks may have been set since: it is not
   * waited for longer than that run would have.
   */
  void resume(Instant then, Duration longest) {
    long left = ChronoUnit.MICROS.between(Instant.EPOCH, then) - ticker.epochMicros();
    long most = longest.toNanos() / 1000;
    in(Duration.of(Math.clamp(left, 0, most), ChronoUnit.MICROS), then);
  }

  /** It is not to close. */
  void never() {
    at = null;
    ordered = false;
  }

  /** From when on it is to close, for the next run; null if it is not. */
  @Nullable Instant at() {
    return at;
  }

  /** Whether it is to close, once nothing stands below its arm. */
  boolean isWanted() {
    return at != null && !ordered && (!pause.isZero() || ticker.nanos() - dueNanos >= 0);
  }

  /** Whether it may be told so now. */
  boolean isDue() {
    return at != null && !ordered && ticker.nanos() - dueNanos >= 0;
  }

  /** It is told. */
  void ordered() {
    ordered = true;
  }

  /**
   * It is known what became of that. One that was kept back for the loop is tried again when that
   * is free; one that the barrier refused, too, but not without a pause: it may refuse for ever.
   */
  void answered(boolean again) {
    if (!ordered) {
      return;
    }
    ordered = false;
    if (again) {
      Duration longer = pause.isZero() ? AGAIN : pause.multipliedBy(2);
      pause = Collections.min(List.of(longer, AGAIN_MOST));
      dueNanos = ticker.nanos() + pause.toNanos();
    } else {
      at = null;
    }
  }
}
