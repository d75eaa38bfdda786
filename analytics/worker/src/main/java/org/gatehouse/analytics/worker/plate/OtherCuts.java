package org.gatehouse.analytics.worker.plate;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Further readings of a plate in one picture, from other cuts of it, and what all of them say
 * together: what a recogniser misreads in one cut it often reads in the next. Used by one thread.
 */
public final class OtherCuts {
  /** How many there are. */
  static final int COUNT = Crop.OTHERS.size() + Crop.SHARPENED.size();

  /** The lower line of two as the detector may have boxed it. */
  private static final List<Crop> LOWER =
      List.of(new Crop(0.03, 0.03, 0.06, 0.03, 0), new Crop(0, 0, -0.08, 0, 0));

  private final PlateReader reader;

  /** Reads by this reader. */
  public OtherCuts(PlateReader reader) {
    this.reader = reader;
  }

  /** All of them, together with what was read of that box already. */
  PlateReading all(Mat bgr, Quad box, List<PlateReading> looks) {
    List<PlateReading> readings = new ArrayList<>(looks);
    readings.addAll(some(bgr, box, 0, COUNT));
    return together(readings);
  }

  /**
   * Some of them.
   *
   * @param from counts on through the cuts and begins anew after the last one
   */
  public List<PlateReading> some(Mat bgr, Quad box, int from, int count) {
    List<PlateReading> readings = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      readings.add(read(bgr, box, i % COUNT));
    }
    return readings;
  }

  /** What readings of one box say together, the first one as the detector boxed it. */
  public static PlateReading together(List<PlateReading> readings) {
    return JointReading.of(readings);
  }

  /** Reads a box as the lower line of two; in doubt in several cuts. */
  public PlateReading twoLines(Mat bgr, Quad lower) {
    PlateReading first = reader.readTwoLines(bgr, lower);
    if (first.isConvincing()) {
      return first;
    }
    List<PlateReading> readings = new ArrayList<>(List.of(first));
    for (Crop crop : LOWER) {
      readings.add(reader.readTwoLines(bgr, crop.of(lower)));
    }
    return JointReading.of(readings);
  }

  private PlateReading read(Mat bgr, Quad box, int number) {
    int plain = Crop.OTHERS.size();
    return number < plain
        ? reader.read(bgr, Crop.OTHERS.get(number).of(box))
        : reader.readSharpened(bgr, Crop.SHARPENED.get(number - plain).of(box));
  }
}
