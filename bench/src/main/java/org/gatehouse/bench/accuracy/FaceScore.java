package org.gatehouse.bench.accuracy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.gatehouse.analytics.worker.face.Face;
import org.jspecify.annotations.Nullable;

/**
 * Judges found faces against those that people drew. Each drawn face of the size counts once, for
 * the surest finding that shares half of the joint area with it. What lies on a drawn face that is
 * smaller or invalid is left out, and so is a finding that is smaller than the size itself.
 */
final class FaceScore {
  private static final double SAME_IOU = 0.5;

  private FaceScore() {}

  /**
   * @param truth drawn faces by picture
   * @param found faces by picture
   * @param height of the faces that count, pixels
   */
  static PrecisionRecall of(
      Map<String, List<FaceLabel>> truth, Map<String, List<Face>> found, double height) {
    long wanted =
        truth.values().stream().flatMap(List::stream).filter(f -> f.counts(height)).count();
    PrecisionRecall result = new PrecisionRecall((int) wanted);
    truth.forEach(
        (picture, labels) -> judge(labels, found.getOrDefault(picture, List.of()), height, result));
    return result;
  }

  private static void judge(
      List<FaceLabel> labels, List<Face> found, double height, PrecisionRecall result) {
    List<FaceLabel> open = new ArrayList<>(labels.stream().filter(f -> f.counts(height)).toList());
    List<Face> ranked = new ArrayList<>(found);
    ranked.sort(Comparator.comparingDouble(Face::score).reversed());
    for (Face face : ranked) {
      FaceLabel best = nearest(open, face);
      if (best != null) {
        open.remove(best);
        result.add(face.score(), true);
      } else if (face.box().height() >= height && !leftOut(labels, face, height)) {
        result.add(face.score(), false);
      }
    }
  }

  /** Whether it was found where it was drawn. */
  static boolean same(FaceLabel label, Face face) {
    return label.box().iou(face.box()) >= SAME_IOU;
  }

  private static @Nullable FaceLabel nearest(List<FaceLabel> open, Face face) {
    return open.stream()
        .filter(label -> same(label, face))
        .max(Comparator.comparingDouble(label -> label.box().iou(face.box())))
        .orElse(null);
  }

  private static boolean leftOut(List<FaceLabel> labels, Face face, double height) {
    return labels.stream().anyMatch(label -> !label.counts(height) && same(label, face));
  }
}
