package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/** Placeholder until faces come: sees nobody. */
final class PersonAnalyzer implements LaneAnalyzer {
  @Override
  public boolean wants(long epochMicros) {
    return false;
  }

  @Override
  public List<Finding> accept(Mat bgr, long epochMicros) {
    return List.of();
  }

  @Override
  public List<Finding> idle(long epochMicros) {
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
