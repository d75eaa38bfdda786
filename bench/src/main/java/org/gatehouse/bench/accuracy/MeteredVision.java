package org.gatehouse.bench.accuracy;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.plate.CtcMatrix;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.PlateDetector;
import org.gatehouse.analytics.worker.plate.PlateRecogniser;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.TextBox;

/** A plate reader's eyes with a watch beside them. Used by one thread. */
final class MeteredVision implements PlateVision {
  private final PlateVision eyes;
  private final StageTimes times;

  MeteredVision(PlateVision eyes, StageTimes times) {
    this.eyes = eyes;
    this.times = times;
  }

  @Override
  public PlateDetector detector() {
    PlateDetector detector = eyes.detector();
    return (bgr, region, longSide, sensitivity) -> {
      long since = times.now();
      List<TextBox> boxes = detector.detect(bgr, region, longSide, sensitivity);
      times.add(StageTimes.Stage.DETECT, since);
      return boxes;
    };
  }

  @Override
  public PlateRecogniser recogniser(FormatSet formats) {
    PlateRecogniser recogniser = eyes.recogniser(formats);
    return (Mat plate) -> {
      long since = times.now();
      CtcMatrix matrix = recogniser.read(plate);
      times.add(StageTimes.Stage.RECOGNISE, since);
      return matrix;
    };
  }
}
