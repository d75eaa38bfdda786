package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.AudioFrame;

/**
 * Lays the sound of one stream on a time line in its own clock rate, beside the pictures'. The
 * first frame is placed by the server's clock; those that follow go by the sound's own clock, so
 * that no jitter is heard. Where the two come to differ by more than {@link #TOLERANCE_MILLIS} the
 * sound is brought back: late sound after a pause, early sound by shortening frames a little.
 * Frames never overlap on the line. Owner: the one reader of the stream.
 */
public final class SoundClock {
  /** Less than this is not noticed between lips and voice in surveillance pictures. */
  public static final int TOLERANCE_MILLIS = 200;

  /** While sound is early, a frame takes this much less of its time. */
  private static final int SHORTENED = 8;

  private final long tolerance;
  private boolean started;
  private boolean early;

  /** Added to a frame's ticks to come onto the line. */
  private long shift;

  private long lastStart = Long.MIN_VALUE / 2;
  private int lastDuration;

  /** A line in units of that rate. */
  public SoundClock(int clockRate) {
    tolerance = (long) clockRate * TOLERANCE_MILLIS / 1000;
  }

  /**
   * Places the next frame.
   *
   * @param wanted where the server's clock would put it on the line
   * @return where it starts: never before the one before it has ended
   */
  public long place(AudioFrame frame, long wanted) {
    if (!started) {
      started = true;
      early = false;
      shift = Math.max(wanted, earliest()) - frame.ticks();
    }
    long own = frame.ticks() + shift;
    long ahead = own - wanted;
    early = ahead > tolerance || (early && ahead > tolerance / 4);
    long start = Math.max(ahead < -tolerance || early ? wanted : own, earliest());
    if (early || ahead < -tolerance) {
      shift = start - frame.ticks();
    }
    lastStart = start;
    lastDuration = Math.max(1, frame.durationTicks());
    return start;
  }

  /** Places the next frame by the server's clock again, though not before the last one's end. */
  public void restart() {
    started = false;
  }

  private long earliest() {
    int shortened = early ? lastDuration - lastDuration / SHORTENED : lastDuration;
    return lastStart + shortened;
  }
}
