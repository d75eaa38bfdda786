package org.gatehouse.analytics.worker.face;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.analytics.worker.tracking.Box;

/**
 * From the network's figures to faces in the pixels of its 256x256 input. Anchors sit at the
 * centres of a 16x16 grid, two each, and of an 8x8 grid, six each; sizes are told absolutely. Pure.
 */
final class BlazeFaceDecoder {
  static final int INPUT = 256;
  static final int VALUES = 16;
  private static final int FINE_GRID = 16;
  private static final int FINE_ANCHORS = 2;
  private static final int COARSE_GRID = 8;
  private static final int COARSE_ANCHORS = 6;

  /** The network frames brows to chin; a face begins at the hair. */
  private static final double TALLER = 1.15;

  private static final double UP = 0.03;

  private BlazeFaceDecoder() {}

  /**
   * Faces of at least a score, overlapping ones not merged yet. Where the network is unsure it may
   * tell a size below zero, which is no face.
   */
  static List<Face> decode(
      float[] fineScores,
      float[] coarseScores,
      float[] fineBoxes,
      float[] coarseBoxes,
      double minScore) {
    List<Face> faces = new ArrayList<>();
    layer(faces, fineScores, fineBoxes, FINE_GRID, FINE_ANCHORS, minScore);
    layer(faces, coarseScores, coarseBoxes, COARSE_GRID, COARSE_ANCHORS, minScore);
    return faces;
  }

  private static void layer(
      List<Face> faces, float[] scores, float[] boxes, int grid, int anchors, double minScore) {
    double cell = INPUT / (double) grid;
    for (int i = 0; i < grid * grid * anchors; i++) {
      double score = 1 / (1 + Math.exp(-scores[i]));
      if (score >= minScore) {
        int row = i / anchors / grid;
        int column = i / anchors % grid;
        if (boxes[i * VALUES + 2] > 0 && boxes[i * VALUES + 3] > 0) {
          faces.add(face(boxes, i * VALUES, (column + 0.5) * cell, (row + 0.5) * cell, score));
        }
      }
    }
  }

  private static Face face(float[] v, int from, double anchorX, double anchorY, double score) {
    double height = v[from + 3];
    Box box =
        Box.around(
            anchorX + v[from], anchorY + v[from + 1] - UP * height, v[from + 2], TALLER * height);
    double[] x = new double[Face.POINTS];
    double[] y = new double[Face.POINTS];
    for (int p = 0; p < Face.POINTS; p++) {
      x[p] = anchorX + v[from + 4 + 2 * p];
      y[p] = anchorY + v[from + 5 + 2 * p];
    }
    return new Face(box, score, x, y);
  }
}
