package org.gatehouse.analytics.worker.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;

/** Merges boxes of the same face into one, each counting by its score. Pure. */
final class WeightedNms {
  private static final double SAME_IOU = 0.3;

  /** One inside the other is the same face too: a tile cut it. */
  private static final double SAME_COVER = 0.7;

  private WeightedNms() {}

  static List<Face> merge(List<Face> faces) {
    List<Face> left = new ArrayList<>(faces);
    left.sort(Comparator.comparingDouble(Face::score).reversed());
    List<Face> merged = new ArrayList<>();
    while (!left.isEmpty()) {
      Face best = left.getFirst();
      List<Face> same = left.stream().filter(face -> same(best.box(), face.box())).toList();
      merged.add(mean(same));
      left.removeAll(same);
      left.remove(best);
    }
    return merged;
  }

  private static boolean same(Box a, Box b) {
    return a.iou(b) >= SAME_IOU || a.overlap(b) >= SAME_COVER * Math.min(a.area(), b.area());
  }

  private static Face mean(List<Face> faces) {
    double weight = 0;
    double[] box = new double[4];
    double[] x = new double[Face.POINTS];
    double[] y = new double[Face.POINTS];
    for (Face face : faces) {
      double w = face.score();
      weight += w;
      box[0] += w * face.box().x();
      box[1] += w * face.box().y();
      box[2] += w * face.box().width();
      box[3] += w * face.box().height();
      for (int i = 0; i < Face.POINTS; i++) {
        x[i] += w * face.pointsX()[i];
        y[i] += w * face.pointsY()[i];
      }
    }
    for (int i = 0; i < Face.POINTS; i++) {
      x[i] /= weight;
      y[i] /= weight;
    }
    Box mean = new Box(box[0] / weight, box[1] / weight, box[2] / weight, box[3] / weight);
    return new Face(mean, faces.getFirst().score(), x, y);
  }
}
