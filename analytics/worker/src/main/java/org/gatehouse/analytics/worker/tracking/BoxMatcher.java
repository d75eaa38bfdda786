package org.gatehouse.analytics.worker.tracking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs tracks with found boxes: best overlap first, each at most once. Boxes that found no partner
 * by overlap are paired by nearness, because a small plate moves by more than its own height
 * between two looks.
 */
public final class BoxMatcher {
  /** From here on two boxes are the same thing. */
  private static final double MIN_IOU = 0.15;

  /** Or when the centres are nearer than this many widths, and the sizes alike. */
  private static final double MAX_DISTANCE = 0.8;

  private static final double MAX_SIZE_RATIO = 1.8;

  private BoxMatcher() {}

  /**
   * For each track the index of its box, or -1.
   *
   * @param tracks where each track is expected now
   * @param found what was seen
   */
  public static int[] match(List<Box> tracks, List<Box> found) {
    int[] partner = new int[tracks.size()];
    Arrays.fill(partner, -1);
    boolean[] taken = new boolean[found.size()];
    for (Pair pair : pairs(tracks, found)) {
      if (partner[pair.track] < 0 && !taken[pair.box]) {
        partner[pair.track] = pair.box;
        taken[pair.box] = true;
      }
    }
    return partner;
  }

  private static List<Pair> pairs(List<Box> tracks, List<Box> found) {
    List<Pair> pairs = new ArrayList<>();
    for (int t = 0; t < tracks.size(); t++) {
      for (int f = 0; f < found.size(); f++) {
        double score = likeness(tracks.get(t), found.get(f));
        if (score > 0) {
          pairs.add(new Pair(t, f, score));
        }
      }
    }
    pairs.sort(Comparator.comparingDouble(Pair::score).reversed());
    return pairs;
  }

  /** Overlap counts above nearness: 1 + IoU, or 0 to 1 by distance, or 0 when unlike. */
  static double likeness(Box track, Box box) {
    double iou = track.iou(box);
    if (iou >= MIN_IOU) {
      return 1 + iou;
    }
    double ratio = Math.max(track.width(), box.width()) / Math.min(track.width(), box.width());
    double distance =
        Math.hypot(track.centreX() - box.centreX(), track.centreY() - box.centreY())
            / Math.max(track.width(), box.width());
    return ratio <= MAX_SIZE_RATIO && distance < MAX_DISTANCE ? 1 - distance : 0;
  }

  private record Pair(int track, int box, double score) {}
}
