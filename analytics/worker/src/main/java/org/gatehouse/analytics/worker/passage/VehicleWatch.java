package org.gatehouse.analytics.worker.passage;

import java.util.Optional;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.contract.vision.BoundingBox;
import org.jspecify.annotations.Nullable;

/**
 * Notices vehicles without their plates: something large and broad that stands before the
 * background for a while and goes again. Says nothing of whose it is. Belongs to its lane's thread.
 */
final class VehicleWatch implements AutoCloseable {
  /** Shares of the zone at which a vehicle counts as there, as close, and as gone. */
  private static final double THERE = 0.04;

  private static final double CLOSE = 0.08;
  private static final double GONE = 0.02;

  private static final long GONE_MICROS = 1_200_000;
  private static final long SHORTEST_MICROS = 1_000_000;

  /** Width by height of what is taken for a vehicle; people on foot are narrower. */
  private static final double MIN_ASPECT = 0.7;

  private static final double BETTER = 1.2;

  /** So much of a visit's largest size was background that had not been seen before: no visit. */
  private static final double UNCOVERED = 0.4;

  /** A vehicle that was there and has gone. */
  record Visit(long startMicros, long endMicros, BoundingBox box, Mat scene)
      implements AutoCloseable {
    @Override
    public void close() {
      scene.close();
    }
  }

  private @Nullable Background background;
  private long startMicros;
  private long seenMicros;
  private double largest;
  private double doubted;
  private @Nullable Mat scene;
  private BoundingBox box = new BoundingBox(0, 0, 0, 0);

  /** A picture; the visit that it shows to have ended. The caller closes that. */
  Optional<Visit> add(Mat bgr, ThumbView view, long micros) {
    if (background == null || !background.fits(view)) {
      background = new Background(view, micros);
    }
    Background.Foreground front = background.add(view, micros);
    if (scene == null && front.share() >= THERE) {
      startMicros = micros;
      seenMicros = micros;
      doubted = 0;
    }
    doubted += front.doubted();
    if (front.share() >= (scene == null ? THERE : GONE)) {
      seenMicros = micros;
      keep(bgr, front);
    }
    return end(micros);
  }

  private void keep(Mat bgr, Background.Foreground front) {
    Box where = front.where();
    boolean broad = where.width() >= MIN_ASPECT * where.height();
    double size = broad ? front.share() : Math.min(front.share(), THERE);
    if (scene != null && size < largest * BETTER) {
      return;
    }
    if (scene != null) {
      scene.close();
    }
    scene = bgr.clone();
    largest = size;
    double w = bgr.cols();
    double h = bgr.rows();
    box = new BoundingBox(where.x() / w, where.y() / h, where.width() / w, where.height() / h);
  }

  /** Ends a visit of which nothing was seen for a while, also when no pictures come any more. */
  Optional<Visit> end(long micros) {
    Mat best = scene;
    if (best == null || micros - seenMicros < GONE_MICROS) {
      return Optional.empty();
    }
    scene = null;
    boolean counts =
        largest >= CLOSE
            && doubted < UNCOVERED * largest
            && seenMicros - startMicros >= SHORTEST_MICROS;
    largest = 0;
    if (!counts) {
      best.close();
      return Optional.empty();
    }
    return Optional.of(new Visit(startMicros, seenMicros, box, best));
  }

  @Override
  public void close() {
    if (scene != null) {
      scene.close();
      scene = null;
    }
  }
}
