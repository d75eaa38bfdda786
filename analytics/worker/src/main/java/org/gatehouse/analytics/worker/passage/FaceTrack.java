package org.gatehouse.analytics.worker.passage;

import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.gatehouse.analytics.worker.face.Face;
import org.gatehouse.analytics.worker.quality.FaceQuality;
import org.gatehouse.analytics.worker.tracking.Box;
import org.gatehouse.analytics.worker.tracking.MovingBox;
import org.gatehouse.contract.vision.FaceLimits;
import org.jspecify.annotations.Nullable;

/** One face followed through the frames, with its best picture. Belongs to its lane's thread. */
final class FaceTrack implements AutoCloseable {
  /** A picture that is hardly better is not worth its copy. */
  private static final double BETTER = 1.05;

  private static final double CERTAIN = 0.88;
  private static final double LIKELY = 0.72;
  private static final double TURNED_TO_CAMERA = 0.55;

  private static final int MIN_CLEAR_LOOKS = 3;

  /** The crop's size in face sizes: room for hair and shoulders. */
  private static final double CROP_WIDTH = 2.0;

  private static final double CROP_HEIGHT = 2.2;

  private final MovingBox motion;
  private final long startMicros;
  private long seenMicros;
  private long capturedMicros;
  private long countsMicros = Long.MAX_VALUE;
  private ThumbView seenIn;
  private Box last;
  private int clearLooks;
  private double tallest;
  private double quality;
  private boolean told;
  private @Nullable Mat crop;

  FaceTrack(Face face, ThumbView view, long micros) {
    this.motion = new MovingBox(face.box(), micros);
    this.startMicros = micros;
    this.seenMicros = micros;
    this.capturedMicros = micros;
    this.seenIn = view;
    this.last = face.box();
  }

  /** It was found in a frame. */
  void seen(Mat bgr, Face face, ThumbView view, long micros) {
    motion.update(face.box(), micros);
    last = face.box();
    seenIn = view;
    seenMicros = micros;
    clearLooks += clear(face) ? 1 : 0;
    tallest = Math.max(tallest, face.box().height());
    if (!told) {
      offer(bgr, face, micros);
    }
  }

  /**
   * A very sure face, or a sure one that is turned to the camera: the back of a head is neither.
   */
  private static boolean clear(Face face) {
    return face.score() >= CERTAIN
        || (face.score() >= LIKELY && face.frontality() >= TURNED_TO_CAMERA);
  }

  private void offer(Mat bgr, Face face, long micros) {
    double now = FaceQuality.of(bgr, face) * face.score();
    if (crop != null && now <= quality * BETTER) {
      return;
    }
    if (crop != null) {
      crop.close();
    }
    quality = now;
    capturedMicros = micros;
    crop = cut(bgr, face.box());
  }

  private static Mat cut(Mat bgr, Box face) {
    Box box = face.scaled(CROP_WIDTH, CROP_HEIGHT).clippedTo(bgr.cols(), bgr.rows());
    try (Rect rect = new Rect((int) box.x(), (int) box.y(), (int) box.width(), (int) box.height());
        Mat part = new Mat(bgr, rect)) {
      return part.clone();
    }
  }

  /** Nothing changed where it is: it still stands there. */
  boolean standsStill(ThumbView view, long micros) {
    if (view.differsFrom(seenIn, last)) {
      return false;
    }
    seenMicros = micros;
    return true;
  }

  /** Told once; the picture is let go. */
  void tell() {
    told = true;
    close();
  }

  boolean told() {
    return told;
  }

  Box expected(long micros) {
    return motion.predict(micros);
  }

  /**
   * Whether it is to be told: its face was clearly seen often enough, and well enough for the gate.
   */
  boolean counts(FaceLimits limits) {
    return clearLooks >= MIN_CLEAR_LOOKS
        && tallest >= limits.height()
        && quality >= limits.quality();
  }

  /**
   * Since when it has been so.
   *
   * @param micros now
   * @return {@link Long#MAX_VALUE} if it is not
   */
  long countsSince(FaceLimits limits, long micros) {
    if (countsMicros == Long.MAX_VALUE && counts(limits)) {
      countsMicros = micros;
    }
    return countsMicros;
  }

  long startMicros() {
    return startMicros;
  }

  long seenMicros() {
    return seenMicros;
  }

  long capturedMicros() {
    return capturedMicros;
  }

  /** The best picture, or null once told. Owned by this object. */
  @Nullable Mat crop() {
    return crop;
  }

  @Override
  public void close() {
    if (crop != null) {
      crop.close();
      crop = null;
    }
  }
}
