package org.gatehouse.analytics.worker.face;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * Makes one list of faces of several looks at a picture. Faces come from the coarse looks; fine
 * ones add what is too small for those, and never a part of a face that a coarse look has seen
 * whole. How sure a face is told is then the mean of what all looks say that see it well: one look
 * alone takes a hand or a pattern for a face more often than several do. Pure.
 */
final class FaceEvidence {
  private static final double SAME_IOU = 0.4;

  /** A coarse face of that score hides what lies half on it. */
  private static final double HIDES = 0.2;

  private static final double HALF = 0.5;

  /** The largest face that a fine look may tell, of the part's height. */
  private static final double FINE_SHARE = 0.3;

  /** What is seen by fine looks only is told with less certainty, on the scale of logits. */
  private static final double FINE_ONLY = 0.7;

  /** From this height in the coarse look's input on, its box is the better one. */
  private static final double COARSE_BOX = 30;

  private FaceEvidence() {}

  /** Faces, each once; their order says nothing. */
  static List<Face> of(List<PartLook> coarse, List<PartLook> fine) {
    List<Face> faces = WeightedNms.merge(whole(coarse, face -> true));
    List<Face> small = new ArrayList<>();
    for (PartLook look : fine) {
      double most = FINE_SHARE * look.part().height();
      small.addAll(whole(List.of(look), face -> face.box().height() <= most));
    }
    double scale = coarse.stream().mapToDouble(PartLook::scale).max().orElse(1);
    List<Face> joined = joined(faces, WeightedNms.merge(small), scale);
    List<PartLook> looks = new ArrayList<>(coarse);
    looks.addAll(fine);
    return joined.stream().map(face -> weighed(face, looks)).toList();
  }

  /** What the looks tell that no edge of their part cuts. */
  static List<Face> whole(List<PartLook> looks, Predicate<Face> wanted) {
    return looks.stream()
        .flatMap(look -> look.faces().stream().filter(face -> look.holdsWhole(face.box())))
        .filter(wanted)
        .toList();
  }

  private static List<Face> joined(List<Face> coarse, List<Face> fine, double scale) {
    List<Face> joined = new ArrayList<>(coarse);
    List<Face> open = new ArrayList<>(coarse);
    for (Face small : fine) {
      Face same = nearest(open, small.box());
      if (same != null) {
        open.remove(same);
        joined.remove(same);
        boolean coarseBox = same.box().height() * scale >= COARSE_BOX;
        joined.add((coarseBox ? same : small).withScore(Math.max(same.score(), small.score())));
      } else if (coarse.stream().noneMatch(face -> hides(face, small.box()))) {
        joined.add(small.withScore(sigmoid(logit(small.score()) - FINE_ONLY)));
      }
    }
    return joined;
  }

  private static @Nullable Face nearest(List<Face> faces, Box box) {
    Face best = null;
    for (Face face : faces) {
      double iou = face.box().iou(box);
      if (iou >= SAME_IOU && (best == null || iou > best.box().iou(box))) {
        best = face;
      }
    }
    return best;
  }

  private static boolean hides(Face face, Box box) {
    return face.box().iou(box) >= SAME_IOU
        || (face.score() >= HIDES
            && face.box().overlap(box) >= HALF * Math.min(face.box().area(), box.area()));
  }

  private static Face weighed(Face face, List<PartLook> looks) {
    double sum = logit(face.score());
    int count = 1;
    for (PartLook look : looks) {
      if (look.seesWell(face.box())) {
        sum += logit(look.scoreOf(face.box()));
        count++;
      }
    }
    return face.withScore(sigmoid(sum / count));
  }

  private static double logit(double score) {
    double safe = Math.clamp(score, 1e-6, 1 - 1e-6);
    return Math.log(safe / (1 - safe));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
