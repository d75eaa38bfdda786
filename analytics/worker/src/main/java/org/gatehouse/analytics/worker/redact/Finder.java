package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.plate.Sensitivity;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.Grid;

/**
 * Finds what is to be covered: faces and lines of text, in the whole picture and in parts of it, so
 * that small ones are seen as well. Takes any writing for a plate. One thread.
 */
final class Finder {
  /** As large as the network sees the picture, or a part of it. */
  private static final int LONG_SIDE = 960;

  /** Parts of larger pictures are so large; smaller pictures are seen as large as this. */
  private static final int FINE_PART = 1280;

  /** Parts are never cut smaller than this; a face of 20 pixels is still seen in it. */
  private static final double SMALLEST_PART = 360;

  /** Neighbouring parts share so much: what lies on the seam is whole in one of them. */
  private static final double SHARED = 0.25;

  private static final long EACH = 0;
  private static final long OFTEN = 115_000;
  private static final long IN_TURN = 235_000;

  private final FaceDetector faces;
  private final PlateDetector plates;
  private List<Look> looks = List.of();
  private int width;
  private int height;

  /** On loaded models. */
  Finder(ModelSet models) {
    this.faces = new FaceDetector(models.faceDetector());
    this.plates = new PpOcr(models).detector();
  }

  /** What is in a picture, things seen by several looks several times. */
  List<Sighting> find(Mat bgr, long micros) {
    if (bgr.cols() != width || bgr.rows() != height) {
      width = bgr.cols();
      height = bgr.rows();
      looks = looks();
    }
    BlockView view = BlockView.of(bgr);
    List<Sighting> found = new ArrayList<>();
    looks.forEach(look -> found.addAll(look.at(bgr, view, micros)));
    return found;
  }

  private List<Look> looks() {
    List<Look> all = new ArrayList<>();
    Box whole = new Box(0, 0, width, height);
    double side = Math.min(width, height);
    all.add(faceLook(whole, EACH));
    Grid.of(width, height, side, SHARED).forEach(part -> all.add(faceLook(part, EACH)));
    for (double part = side / 2; part >= SMALLEST_PART; part /= 2) {
      Grid.of(width, height, part, SHARED).forEach(box -> all.add(faceLook(box, IN_TURN)));
    }
    all.add(plateLook(whole, LONG_SIDE, OFTEN));
    if (Math.max(width, height) <= FINE_PART) {
      all.add(plateLook(whole, FINE_PART, IN_TURN));
    } else {
      Grid.of(width, height, FINE_PART, SHARED)
          .forEach(part -> all.add(plateLook(part, LONG_SIDE, IN_TURN)));
    }
    return all;
  }

  private Look faceLook(Box part, long period) {
    return new Look(
        part,
        period,
        bgr ->
            faces.inPart(bgr, part, Doubt.LEAST).stream()
                .filter(face -> Doubt.counts(face, height))
                .map(face -> new Sighting(Kind.FACE, face.box()))
                .toList());
  }

  private Look plateLook(Box part, int longSide, long period) {
    return new Look(
        part,
        period,
        bgr ->
            plates.detect(bgr, part, longSide, Sensitivity.COVERING).stream()
                .map(text -> new Sighting(Kind.PLATE, text.quad().bounds()))
                .toList());
  }
}
