package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PpOcr;
import org.gatehouse.analytics.worker.plate.Sensitivity;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * Looks for faces and writing in a picture that is covered already, as lanes and {@code gatehouse
 * read} do, until nothing is found: the first look sees each part now and then and fills in what
 * lies between, and this is every picture as others will see it. One thread.
 */
final class SecondLook implements AutoCloseable {
  private static final int MOST_ROUNDS = 8;

  /** What is found again in a place that was covered is covered more widely each time. */
  private static final double WIDER = 0.25;

  /** Below what first looks go by: coding changes the picture once more. */
  private static final double LEAST_SCORE = 0.25;

  /** As large as the reader sees the picture. */
  private static final int LONG_SIDE = 960;

  private final FaceDetector faces;
  private final PlateDetector plates;
  private final BgrConverter converter = new BgrConverter();
  private @Nullable BlockView view;
  private List<Box> places = List.of();

  SecondLook(ModelSet models) {
    this.faces = new FaceDetector(models.faceDetector());
    this.plates = new PpOcr(models).detector();
  }

  /** Covers what is still found; says how many places. */
  int cover(AVFrame shown, Painter painter) {
    Mat bgr = converter.convert(shown);
    BlockView now = BlockView.of(bgr);
    Box whole = new Box(0, 0, shown.width(), shown.height());
    if (view == null || now.differsFrom(view, whole)) {
      view = now;
      places = search(shown, bgr, painter);
    } else {
      painter.cover(shown, places);
    }
    return places.size();
  }

  private List<Box> search(AVFrame shown, Mat first, Painter painter) {
    List<Box> all = new ArrayList<>();
    Mat bgr = first;
    for (int round = 0; round < MOST_ROUNDS; round++) {
      double wider = 1 + WIDER * round;
      List<Box> found = find(bgr).stream().map(box -> box.scaled(wider, wider)).toList();
      if (found.isEmpty()) {
        return all;
      }
      all.addAll(found);
      painter.cover(shown, found);
      bgr = converter.convert(shown);
    }
    return all;
  }

  private List<Box> find(Mat bgr) {
    List<Box> found = new ArrayList<>();
    faces.anySign(bgr, LEAST_SCORE).forEach(face -> found.add(Kind.FACE.grown(face.box())));
    Box whole = new Box(0, 0, bgr.cols(), bgr.rows());
    plates
        .detect(bgr, whole, LONG_SIDE, Sensitivity.COVERED)
        .forEach(text -> found.add(Kind.PLATE.grown(text.quad().bounds())));
    return found;
  }

  @Override
  public void close() {
    converter.close();
  }
}
