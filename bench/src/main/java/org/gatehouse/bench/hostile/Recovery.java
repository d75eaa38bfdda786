package org.gatehouse.bench.hostile;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.bench.receive.Delivered;

/**
 * How long after each kill each lane was looked at again: the end of the gap that the engine told
 * of it. Pure.
 *
 * @param millis one for each lane and kill that was told
 * @param missing lanes and kills of which nothing was told
 */
record Recovery(List<Long> millis, int missing) {
  private static final String GAP = "org.gatehouse.analytics.gap.v1";

  /** A gap that begins later is of something else. */
  private static final long LATEST_START_MILLIS = 1_000;

  /**
   * Looks for the gap of each kill.
   *
   * @param kills epoch milliseconds, in order
   */
  static Recovery of(List<Long> kills, List<String> lanes, List<Delivered> delivered) {
    List<Delivered> gaps = delivered.stream().filter(e -> e.type().equals(GAP)).toList();
    List<Long> millis = new ArrayList<>();
    int missing = 0;
    for (long kill : kills) {
      for (String lane : lanes) {
        long end =
            gaps.stream()
                .filter(gap -> gap.camera().equals(lane) && covers(gap, kill))
                .mapToLong(gap -> gap.dataMillis("to"))
                .min()
                .orElse(-1);
        if (end < 0) {
          missing++;
        } else {
          millis.add(end - kill);
        }
      }
    }
    return new Recovery(millis, missing);
  }

  private static boolean covers(Delivered gap, long kill) {
    return gap.dataMillis("from") <= kill + LATEST_START_MILLIS && gap.dataMillis("to") >= kill;
  }

  /** Gaps of these lanes that began in a time and are not the death of a worker. */
  static long otherGaps(List<String> lanes, List<Delivered> delivered, long from, long to) {
    return delivered.stream()
        .filter(event -> event.type().equals(GAP) && lanes.contains(event.camera()))
        .filter(gap -> gap.dataMillis("from") >= from && gap.dataMillis("from") <= to)
        .filter(gap -> !cause(gap).startsWith("analytics worker "))
        .count();
  }

  private static String cause(Delivered gap) {
    return gap.body().path("data").path("cause").asText();
  }
}
