package org.gatehouse.runtime.picture;

import java.util.Arrays;

/**
 * The size of inter frames against the camera's own usual size: the median of the last minute,
 * taken over windows of two seconds, so that it follows day and night by itself. Only a reason to
 * look at the picture, never a judgement. Owned by the watch thread.
 */
final class InterBytes {
  private static final long WINDOW_MICROS = 2_000_000;
  private static final int WINDOWS = 30;
  private static final int LEAST_WINDOWS = 8;
  private static final double COLLAPSED = 0.5;

  private final float[] means = new float[WINDOWS];
  private int count;
  private long windowMicros;
  private long bytes;
  private int frames;
  private int low;

  void inter(int size, long epochMicros) {
    if (frames > 0 && epochMicros - windowMicros >= WINDOW_MICROS) {
      close();
    }
    if (frames == 0) {
      windowMicros = epochMicros;
    }
    bytes += size;
    frames++;
  }

  private void close() {
    float mean = (float) bytes / frames;
    low = count >= LEAST_WINDOWS && mean < COLLAPSED * median() ? low + 1 : 0;
    means[count % WINDOWS] = mean;
    count++;
    bytes = 0;
    frames = 0;
  }

  private float median() {
    float[] sorted = Arrays.copyOf(means, Math.min(count, WINDOWS));
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** True from the second window in a row that is less than half of the usual. */
  boolean collapsed() {
    return low >= 2;
  }

  void reset() {
    count = 0;
    bytes = 0;
    frames = 0;
    low = 0;
  }
}
