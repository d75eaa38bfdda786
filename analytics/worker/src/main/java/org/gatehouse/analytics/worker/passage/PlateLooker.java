package org.gatehouse.analytics.worker.passage;

import java.util.List;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.plate.Completion;
import org.gatehouse.analytics.worker.plate.Hypothesis;
import org.gatehouse.analytics.worker.plate.OtherCuts;
import org.gatehouse.analytics.worker.plate.PlateReader;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.analytics.worker.plate.PlateRectifier;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TwoLinePlate;
import org.gatehouse.analytics.worker.quality.Sharpness;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a track's box as well as can be: as it is, or completed. Used by one thread. */
final class PlateLooker {
  private static final Logger LOG = LoggerFactory.getLogger(PlateLooker.class);

  /** So many other cuts of a plate that is not decided are read in each picture. */
  private static final int CUTS = 3;

  private final PlateReader reader;
  private final OtherCuts cuts;
  private int cut;

  PlateLooker(PlateReader reader) {
    this.reader = reader;
    this.cuts = new OtherCuts(reader);
  }

  /**
   * One reading of one box.
   *
   * @param weight about 1 for a good look
   * @param trust in what the recogniser believes, about 1 for a plate that is large enough
   */
  record Look(Quad quad, PlateReading reading, double weight, double trust) {
    boolean isPlate() {
      return reading.plate().isPresent();
    }
  }

  /** Reads the plate of a track where it was just seen. */
  Look look(Mat bgr, PlateTrack track, long micros) {
    Quad quad = track.completion().map(c -> c.apply(track.quad())).orElse(track.quad());
    Look look = look(bgr, quad);
    if (!look.isPlate() && track.completion().isPresent()) {
      look = look(bgr, track.quad());
    }
    if (!look.isPlate()) {
      look = complete(bgr, track, look);
    } else if (track.isInDoubt()) {
      look = inOtherCuts(bgr, look);
    }
    LOG.debug(
        "{} px wide box at {} s: read '{}' ({}), refusal {}, weight {}",
        Math.round(look.quad.width()),
        micros / 1e6,
        look.reading.greedy(),
        look.reading.greedyLog(),
        look.reading.refusal(),
        look.weight);
    return look;
  }

  private Look inOtherCuts(Mat bgr, Look look) {
    PlateReading joint = cuts.some(bgr, look.quad, List.of(look.reading), cut, CUTS);
    cut += CUTS;
    return joint.plate().isPresent() ? new Look(look.quad, joint, look.weight, look.trust) : look;
  }

  /** The detector may have boxed a part of a plate only, or the lower of two lines. */
  private Look complete(Mat bgr, PlateTrack track, Look part) {
    List<Completion> guesses = track.completions(part.reading);
    boolean lower = TwoLinePlate.isLowerLine(part.reading, part.quad);
    if (lower && (track.isPlate() || !guesses.isEmpty())) {
      PlateReading reading = cuts.twoLines(bgr, part.quad);
      if (reading.isConvincing()
          || (track.hasTwoLines() && reading.plate().isPresent())
          || isBoth(reading, part.reading)) {
        track.readInTwoLines();
        return new Look(part.quad, reading, part.weight, part.trust);
      }
    }
    for (Completion guess : guesses) {
      Look whole = look(bgr, guess.apply(track.quad()));
      if (whole.reading.isConvincing()) {
        track.completed(guess);
        return whole;
      }
    }
    return part;
  }

  /** Whether the lower line, read alone and with the upper one, says the same. */
  private static boolean isBoth(PlateReading both, PlateReading lower) {
    String serial = lower.greedy();
    return both.plate()
        .map(Hypothesis::text)
        .filter(text -> text.length() == serial.length() + 2 && text.endsWith(serial))
        .isPresent();
  }

  private Look look(Mat bgr, Quad quad) {
    try (Mat plate = PlateRectifier.rectify(bgr, quad)) {
      PlateReading reading = reader.read(plate);
      return new Look(quad, reading, weight(plate, reading), trust(plate, reading));
    }
  }

  /**
   * A look at a plate 120 pixels wide, sharp and certainly read, weighs 1. What tells signs apart
   * is pixels, so twice the width counts four times.
   */
  private static double weight(Mat plate, PlateReading reading) {
    double size = Math.clamp(Math.pow(plate.cols() / 120.0, 2), 0.15, 2);
    double sharp = Math.clamp(Sharpness.of(plate, 32) / 40.0, 0.2, 1.2);
    return size * sharp * legible(reading);
  }

  private static double trust(Mat plate, PlateReading reading) {
    return Math.clamp(plate.cols() / 100.0, 0.6, 1.3) * legible(reading);
  }

  private static double legible(PlateReading reading) {
    int length = Math.max(1, reading.greedy().length());
    return Math.exp(2 * reading.greedyLog() / length);
  }
}
