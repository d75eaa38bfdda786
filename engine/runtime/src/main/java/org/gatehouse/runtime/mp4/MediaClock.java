package org.gatehouse.runtime.mp4;

import org.gatehouse.contract.media.AccessUnit;

/**
 * Lays the access units of one stream on one time line that only goes forward, in units of {@link
 * InitSegment#TIMESCALE}: decode times from presentation times, and no jump where the stream's own
 * clock jumps. Owner: the one reader of the stream.
 */
public final class MediaClock {
  /** What a picture lasts until the stream has shown its own rate: 1/25 s. */
  public static final int DEFAULT_INTERVAL = 3_600;

  private static final long LONGEST_INTERVAL = 60L * InitSegment.TIMESCALE;
  private static final long SHORTEST_JUMP = 2L * InitSegment.TIMESCALE;

  private final ReorderWindow window = new ReorderWindow();
  private boolean started;

  /** Added to a unit's ticks to come onto the time line. */
  private long shift;

  /** Latest presentation time so far, on the time line. */
  private long latest;

  private long decodeTime;
  private long interval = DEFAULT_INTERVAL;
  private int compositionOffset;

  /**
   * Takes the next unit in decode order.
   *
   * @return true if its ticks do not follow from those before: the time line goes on with the usual
   *     interval, and what follows is another run of the stream's clock
   */
  public boolean accept(AccessUnit unit) {
    if (!started) {
      start(unit);
      return false;
    }
    long time = unit.ticks() + shift;
    boolean jump = isJump(time, unit.randomAccess());
    if (jump) {
      long ahead = time - latest;
      time = latest + interval;
      shift = time - unit.ticks();
      place(time);
      interval = ahead > 0 && ahead <= LONGEST_INTERVAL ? ahead : interval;
    } else {
      place(time);
    }
    return jump;
  }

  /** Expects at least this many pictures out of order; as {@link SpsRewrite#reorderDepth}. */
  public void reorderDepth(int depth) {
    window.atLeast(depth);
  }

  /** True if the last key frame's group and those before came out of order anywhere. */
  public boolean reordered() {
    return window.reordered();
  }

  /** Decode time of the last unit accepted. */
  public long decodeTime() {
    return decodeTime;
  }

  /** Its presentation time less its decode time. */
  public int compositionOffset() {
    return compositionOffset;
  }

  /** How long a picture lasts at present: the latest distance of two decode times. */
  public int interval() {
    return (int) interval;
  }

  private void start(AccessUnit unit) {
    started = true;
    shift = -unit.ticks();
    window.start(0, interval);
    decodeTime = window.push(0);
    compositionOffset = (int) -decodeTime;
  }

  private boolean isJump(long time, boolean randomAccess) {
    boolean back = randomAccess ? time <= latest : time < latest - SHORTEST_JUMP;
    return back || time > latest + Math.max(SHORTEST_JUMP, 4 * interval);
  }

  private void place(long time) {
    long before = decodeTime;
    decodeTime = Math.max(window.push(time), before + 1);
    compositionOffset = (int) (time - decodeTime);
    latest = Math.max(latest, time);
    long step = decodeTime - before;
    interval = step > 1 ? Math.min(step, LONGEST_INTERVAL) : interval;
  }
}
