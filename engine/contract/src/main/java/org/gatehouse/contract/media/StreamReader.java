package org.gatehouse.contract.media;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A reading end of a stream's ring. Used by one thread at a time. A reader that falls behind the
 * ring's bound is moved to a random-access unit, and what it missed is counted.
 */
public interface StreamReader extends AutoCloseable {
  /** The next access unit, or null if there is none yet. */
  @Nullable AccessUnit poll();

  /**
   * The next access unit, waiting for it; null after {@code timeout} or once the stream is closed.
   */
  @Nullable AccessUnit take(Duration timeout) throws InterruptedException;

  /**
   * Says that the units given before the last one are not looked at any more, so that their memory
   * may be used again. A reader that never says so keeps what it was given for good.
   */
  default void release() {}

  /**
   * Passes over whole groups of pictures: goes on with the last random-access unit that came at
   * {@code epochMicros} or before, if one lies ahead. What is passed over is not counted as missed.
   * A reader that cannot do so stays where it is.
   *
   * @return how many units were passed over
   */
  default long pass(long epochMicros) {
    return 0;
  }

  /** Access units that this reader missed so far because it was lapped. */
  long missed();

  /** Times that this reader was lapped so far. */
  long laps();

  /** True once the stream has ended and everything that it held was read. */
  boolean closed();

  @Override
  void close();
}
