package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.zone.LaneScene;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a camera's smaller stream for motion alone, so that the larger one need not be decoded
 * while nothing moves. Finds nothing else. Used by the lane's thread.
 */
final class MotionAnalyzer implements LaneAnalyzer {
  private static final double FRAMES_PER_SECOND = 8;

  private final FramePacer pacer = new FramePacer(FRAMES_PER_SECOND);
  private final LaneScene scene;
  private @Nullable MotionWatch motion;
  private boolean moves;

  /** Of a lane, where motion counts in its zone alone. */
  MotionAnalyzer(LaneScene scene) {
    this.scene = scene;
  }

  @Override
  public boolean wants(long epochMicros) {
    return pacer.wants(epochMicros);
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    pacer.taken(epochMicros);
    ThumbView view = ThumbView.of(bgr, scene);
    MotionWatch watch = motion;
    if (watch == null) {
      watch = new MotionWatch(view, epochMicros);
      motion = watch;
    }
    moves = watch.area(view, epochMicros).isPresent();
    return List.of();
  }

  @Override
  public boolean isBusy() {
    return moves;
  }

  @Override
  public List<Finding> idle(long epochMicros) {
    moves = false;
    return List.of();
  }

  @Override
  public List<Finding> finish() {
    return List.of();
  }

  @Override
  public long detections() {
    return 0;
  }

  @Override
  public void close() {}
}
