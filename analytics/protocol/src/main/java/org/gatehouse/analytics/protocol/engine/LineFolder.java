package org.gatehouse.analytics.protocol.engine;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a flood of lines down: the first 30 of a minute pass, the rest are counted, and the count
 * is told with the first line after. Pure; one thread.
 */
final class LineFolder {
  private static final int PER_WINDOW = 30;
  private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
  private static final int LONGEST = 500;

  private long windowStart;
  private int inWindow;
  private int folded;

  LineFolder(long nowNanos) {
    windowStart = nowNanos;
  }

  /** What to print for this line, null if nothing. */
  @Nullable String accept(String line, long nowNanos) {
    if (nowNanos - windowStart >= WINDOW_NANOS) {
      windowStart = nowNanos;
      inWindow = 0;
    }
    if (inWindow >= PER_WINDOW) {
      folded++;
      return null;
    }
    inWindow++;
    String text = line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line;
    if (folded == 0) {
      return text;
    }
    String told = text + " (after " + folded + " lines that are left out)";
    folded = 0;
    return told;
  }
}
