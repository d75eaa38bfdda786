package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** One lane's analysis; used by one thread. Times are epoch microseconds. */
public interface LaneAnalyzer extends AutoCloseable {
  /** Whether a frame of this time is worth converting to BGR now (frame-rate policy). */
  boolean wants(long epochMicros);

  /**
   * Analyses a frame.
   *
   * @param bgr 8-bit BGR picture (CV_8UC3), owned by the caller and valid during the call only
   */
  List<Finding> accept(Mat bgr, long epochMicros);

  /** Whether something moves or is in sight, so that no picture should be missed. */
  default boolean isBusy() {
    return false;
  }

  /** Time passes without frames: lets tracks end. */
  List<Finding> idle(long epochMicros);

  /** The stream ends: finishes open tracks. */
  List<Finding> finish();

  /** Plates or faces found in frames so far. */
  long detections();

  @Override
  void close();
}
