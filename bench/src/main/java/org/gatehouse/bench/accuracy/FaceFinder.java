package org.gatehouse.bench.accuracy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;

/**
 * Finds faces as a lane does in a frame that changed everywhere, on one thread, and counts its CPU
 * time.
 */
final class FaceFinder implements AutoCloseable {
  /** Far below what a snapshot needs, so that the whole curve is seen. */
  private static final double LEAST_SCORE = 0.05;

  private final Photographs pictures;
  private final ModelSet models = ModelSet.load(1);
  private final FaceDetector detector;
  private long cpuNanos;

  FaceFinder(Photographs pictures) {
    this.pictures = pictures;
    StageTimes.onOneThread();
    this.detector = new FaceDetector(models.faceDetector());
  }

  /** None in a picture that cannot be read. */
  List<Face> find(String picture) {
    try (Mat bgr = pictures.open(picture)) {
      if (bgr == null) {
        return List.of();
      }
      long before = cpu();
      List<Face> faces = detector.detect(bgr, LEAST_SCORE, part -> true);
      cpuNanos += cpu() - before;
      return faces;
    }
  }

  /** Of all pictures, decoding left out. */
  double cpuMillis() {
    return cpuNanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public void close() {
    models.close();
  }
}
