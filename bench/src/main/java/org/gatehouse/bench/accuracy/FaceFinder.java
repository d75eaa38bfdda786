package org.gatehouse.bench.accuracy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.face.FaceDetector;
import org.gatehouse.analytics.worker.inference.ModelSet;
import org.gatehouse.analytics.worker.read.PictureFile;
import org.gatehouse.bench.engine.BenchFailure;

/**
 * Finds faces as a lane does in a frame that changed everywhere, on one thread, and counts its CPU
 * time.
 */
final class FaceFinder implements AutoCloseable {
  /** Far below what a snapshot needs, so that the whole curve is seen. */
  private static final double LEAST_SCORE = 0.05;

  private final Path folder;
  private final ModelSet models = ModelSet.load(1);
  private final FaceDetector detector;
  private long cpuNanos;

  FaceFinder(Path folder) {
    this.folder = folder;
    this.detector = new FaceDetector(models.faceDetector());
  }

  List<Face> find(String picture) {
    try (Mat bgr = PictureFile.read(folder.resolve(picture))) {
      long before = cpu();
      List<Face> faces = detector.detect(bgr, LEAST_SCORE, part -> true);
      cpuNanos += cpu() - before;
      return faces;
    } catch (IOException e) {
      throw new BenchFailure(folder.resolve(picture) + ": " + e.getMessage());
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
