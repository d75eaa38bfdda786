package org.gatehouse.analytics.worker.passage;

import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.FaceBlur;
import org.gatehouse.analytics.worker.plate.PlateRectifier;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.BoundingBox;
import org.jspecify.annotations.Nullable;

/** The best look at a plate so far, with its whole picture. Belongs to its track's thread. */
final class BestShot implements AutoCloseable {
  /** A new look must be so much better: copying a picture costs more than it gains otherwise. */
  private static final double BETTER = 1.15;

  private static final double MARGIN = 0.04;

  private double value = -1;
  private @Nullable Mat scene;
  private @Nullable Mat crop;
  private @Nullable Quad quad;
  private boolean blurred;

  /** Keeps a look if it is better than the one before. */
  void offer(Mat bgr, Quad plate, double newValue) {
    if (newValue <= value * BETTER) {
      return;
    }
    close();
    value = newValue;
    scene = bgr.clone();
    blurred = false;
    crop = PlateRectifier.rectify(bgr, plate.widened(MARGIN));
    quad = plate;
  }

  double value() {
    return value;
  }

  /** The whole picture, or null before the first look. Owned by this object. */
  @Nullable Mat scene() {
    return scene;
  }

  /** Makes faces in the whole picture unrecognisable, once. */
  void blurFaces(FaceBlur blur) {
    if (scene != null && !blurred) {
      blur.blur(scene);
      blurred = true;
    }
  }

  /** The plate, upright. Owned by this object. */
  @Nullable Mat crop() {
    return crop;
  }

  /** Where the plate is in the scene. */
  BoundingBox box() {
    if (scene == null || quad == null) {
      return new BoundingBox(0, 0, 0, 0);
    }
    double w = scene.cols();
    double h = scene.rows();
    Box box = quad.bounds().clippedTo(scene.cols(), scene.rows());
    return new BoundingBox(box.x() / w, box.y() / h, box.width() / w, box.height() / h);
  }

  @Override
  public void close() {
    if (scene != null) {
      scene.close();
      scene = null;
    }
    if (crop != null) {
      crop.close();
      crop = null;
    }
    value = -1;
  }
}
