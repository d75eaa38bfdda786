package org.gatehouse.analytics.worker.redact;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.decode.BgrConverter;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.tracking.Box;
import org.jspecify.annotations.Nullable;

/**
 * Looks for faces in a picture that is covered already, as lanes do, until nothing is found: what
 * the picture was before decides what the first look sees, and this is what others will see. One
 * thread.
 */
final class SecondLook implements AutoCloseable {
  private static final int MOST_ROUNDS = 4;

  private final FaceDetector faces;
  private final BgrConverter converter = new BgrConverter();
  private @Nullable BlockView view;
  private List<Box> places = List.of();

  SecondLook(ModelSet models) {
    this.faces = new FaceDetector(models.faceDetector());
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
      List<Box> found =
          faces.detect(bgr, Doubt.LEAST).stream().map(Face::box).map(Kind.FACE::grown).toList();
      if (found.isEmpty()) {
        return all;
      }
      all.addAll(found);
      painter.cover(shown, found);
      bgr = converter.convert(shown);
    }
    return all;
  }

  @Override
  public void close() {
    converter.close();
  }
}
