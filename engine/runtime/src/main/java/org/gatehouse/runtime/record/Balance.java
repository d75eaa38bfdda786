package org.gatehouse.runtime.record;

import java.util.List;

/** Spreads cameras over volumes so that all would be full at the same time. */
final class Balance {
  /** A volume that does not tell its room is taken for this large. */
  private static final double UNKNOWN_ROOM = 1e12;

  private Balance() {}

  /**
   * A volume.
   *
   * @param bytesPerSecond of all that is recorded there
   * @param usableBytes that are free; negative if it does not tell
   */
  record Load(double bytesPerSecond, long usableBytes) {
    double fullness(double more) {
      double room = usableBytes < 0 ? UNKNOWN_ROOM : Math.max(1, usableBytes);
      return (bytesPerSecond + more) / room;
    }
  }

  /** Index of the volume that is best for that much more; at least one is needed. */
  static int choose(List<Load> volumes, double more) {
    int best = 0;
    for (int i = 1; i < volumes.size(); i++) {
      if (volumes.get(i).fullness(more) < volumes.get(best).fullness(more)) {
        best = i;
      }
    }
    return best;
  }
}
