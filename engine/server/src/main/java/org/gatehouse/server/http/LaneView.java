package org.gatehouse.server.http;

import java.util.Map;

/**
 * How a lane's analysis keeps up.
 *
 * @param analysed pictures looked at in the last ten seconds
 * @param skipped pictures passed over in that time, because there was no time to look at them
 * @param behind whether it passes over so much that a person should know
 */
public record LaneView(String camera, long analysed, long skipped, boolean behind) {
  /** The part of what should have been looked at that was not, 0 to 1. */
  public double skippedShare() {
    return skipped == 0 ? 0 : (double) skipped / (analysed + skipped);
  }

  Map<String, Object> tree() {
    return Map.of(
        "camera",
        camera,
        "analysed",
        analysed,
        "skipped",
        skipped,
        "skippedShare",
        Math.round(skippedShare() * 100) / 100.0,
        "behind",
        behind);
  }
}
