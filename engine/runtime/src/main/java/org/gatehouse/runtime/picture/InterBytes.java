package org.gatehouse.runtime.picture;

import java.util.Arrays;

/**
 * The smallest inter frames against the camera's own usual ones: the tenth from below of each two
 * seconds, against its median over the last minute, so that it follows day and night by itself.
 * Only a reason to look at the picture, never a judgement. Owned by the watch thread.
 *
 * <p>Why not the mean: an encoder with a constant bit rate spends what it has on a still picture
 * too, by coding it better and better. But it does so in a few frames; between them lie some of
 * nearly nothing, which a live picture with its noise never has. Measured with x264 at 2 Mbit/s, a
 * frozen picture has 0.8 of the mean and 0.06 of the lowest tenth that it had alive.
 */
final class InterBytes {
  private static final long WINDOW_MICROS = 2_000_000;
  private static final int WINDOWS = 30;
  private static final int LEAST_WINDOWS = 8;
  private static final int TENTH = 10;
  private static final double COLLAPSED = 0.4;

  private final int[] lowest = new int[WINDOWS];
  private int[] sizes = new int[64];
  private int count;
  private long windowMicros;
  private int frames;
  private int low;

  void inter(int size, long epochMicros) {
    if (frames > 0 && epochMicros - windowMicros >= WINDOW_MICROS) {
      close();
    }
    if (frames == 0) {
      windowMicros = epochMicros;
    }
    if (frames == sizes.length) {
      sizes = Arrays.copyOf(sizes, frames * 2);
    }
    sizes[frames++] = size;
  }

  private void close() {
    Arrays.sort(sizes, 0, frames);
    int smallest = sizes[frames / TENTH];
    low = count >= LEAST_WINDOWS && smallest < COLLAPSED * median() ? low + 1 : 0;
    lowest[count % WINDOWS] = smallest;
    count++;
    frames = 0;
  }

  private int median() {
    int[] sorted = Arrays.copyOf(lowest, Math.min(count, WINDOWS));
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** True from the second window in a row that is far below the usual. */
  boolean collapsed() {
    return low >= 2;
  }

  void reset() {
    count = 0;
    frames = 0;
    low = 0;
  }
}
