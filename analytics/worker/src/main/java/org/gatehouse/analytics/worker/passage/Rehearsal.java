package org.gatehouse.analytics.worker.passage;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;
import static org.bytedeco.opencv.global.opencv_imgproc.FILLED;
import static org.bytedeco.opencv.global.opencv_imgproc.FONT_HERSHEY_DUPLEX;
import static org.bytedeco.opencv.global.opencv_imgproc.LINE_AA;
import static org.bytedeco.opencv.global.opencv_imgproc.putText;
import static org.bytedeco.opencv.global.opencv_imgproc.rectangle;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.FaceLimits;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneView;

/**
 * Lets a drawn vehicle pass a drawn gate, again and again, before a real one comes: code that has
 * not run is interpreted, and the first vehicle of a worker would be read seconds late. What it
 * finds is told to nobody. Used by one thread.
 */
final class Rehearsal {
  private static final int WIDTH = 1280;
  private static final int HEIGHT = 720;
  private static final long FRAME_MICROS = 80_000;
  private static final int EMPTY = 6;
  private static final int STEPS = 24;
  private static final double RISK = 0.01;

  /** So long after it has gone, its passage is over. */
  private static final long GONE_MICROS = 5_000_000;

  /** Legal in Germany, so that it is voted on, decided and told. */
  private static final String PLATE = "MAB1234";

  private final LaneAnalyzerFactory analyzers;
  private final Ticker ticker;
  private long micros = 1_000_000;

  Rehearsal(LaneAnalyzerFactory analyzers, Ticker ticker) {
    this.analyzers = analyzers;
    this.ticker = ticker;
  }

  /**
   * Goes on for that long, to the end of a picture.
   *
   * @param goOn asked before each picture
   * @return how many findings came of it
   */
  int run(Duration atMost, BooleanSupplier goOn) {
    long end = ticker.nanos() + atMost.toNanos();
    BooleanSupplier more = () -> ticker.nanos() < end && goOn.getAsBoolean();
    int found = 0;
    try (LaneAnalyzer vehicles = analyzers.create(order(LaneKind.VEHICLE), SpareCore.NONE);
        LaneAnalyzer persons = analyzers.create(order(LaneKind.PERSON), SpareCore.NONE);
        Mat road = road()) {
      while (more.getAsBoolean()) {
        found += passage(road, vehicles, persons, more);
      }
      if (goOn.getAsBoolean()) {
        found += vehicles.finish().size() + persons.finish().size();
      }
    }
    return found;
  }

  private int passage(Mat road, LaneAnalyzer vehicles, LaneAnalyzer persons, BooleanSupplier more) {
    int found = 0;
    for (int step = -EMPTY; step < STEPS && more.getAsBoolean(); step++) {
      micros += FRAME_MICROS;
      try (Mat picture = road.clone()) {
        if (step >= 0) {
          draw(picture, step);
        }
        found += vehicles.wants(micros) ? vehicles.accept(picture, micros).size() : 0;
        found += persons.wants(micros) ? persons.accept(picture, micros).size() : 0;
      }
    }
    micros += GONE_MICROS;
    return found + (more.getAsBoolean() ? vehicles.idle(micros).size() : 0);
  }

  private static LaneOrder order(LaneKind kind) {
    return new LaneOrder(kind, List.of("CN", "EU"), RISK, LaneView.ALL, FaceLimits.USUAL);
  }

  private static Mat road() {
    try (Scalar gray = new Scalar(90, 90, 90, 0)) {
      return new Mat(HEIGHT, WIDTH, CV_8UC3, gray);
    }
  }

  /** The vehicle comes nearer: a dark body and a white plate. */
  private static void draw(Mat picture, int step) {
    double width = 90 + 5.0 * step;
    double height = width / 4.5;
    int left = (int) (WIDTH / 2.0 - width / 2);
    int top = 200 + 12 * step;
    try (Rect body =
            new Rect(
                (int) (left - width),
                (int) (top - 2 * width),
                (int) (3 * width),
                (int) (3 * width));
        Rect plate = new Rect(left, top, (int) width, (int) height);
        Point base = new Point((int) (left + 0.05 * width), (int) (top + 0.8 * height));
        Scalar dark = new Scalar(45, 35, 30, 0);
        Scalar white = new Scalar(235, 235, 235, 0);
        Scalar black = new Scalar(15, 15, 15, 0)) {
      rectangle(picture, body, dark, FILLED, LINE_AA, 0);
      rectangle(picture, plate, white, FILLED, LINE_AA, 0);
      putText(picture, PLATE, base, FONT_HERSHEY_DUPLEX, width / 145, black, 2, LINE_AA, false);
    }
  }
}
