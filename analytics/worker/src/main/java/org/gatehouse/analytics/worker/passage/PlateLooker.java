package org.gatehouse.analytics.worker.passage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.bytedeco.opencv.opencv_core.Mat;
import org.gatehouse.analytics.worker.plate.Completion;
import org.gatehouse.analytics.worker.plate.FormatSet;
import org.gatehouse.analytics.worker.plate.Hypothesis;
import org.gatehouse.analytics.worker.plate.OtherCuts;
import org.gatehouse.analytics.worker.plate.PlateReader;
import org.gatehouse.analytics.worker.plate.PlateReading;
import org.gatehouse.analytics.worker.plate.PlateRectifier;
import org.gatehouse.analytics.worker.plate.PlateVision;
import org.gatehouse.analytics.worker.plate.Quad;
import org.gatehouse.analytics.worker.plate.TwoLinePlate;
import org.gatehouse.analytics.worker.quality.Sharpness;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a track's box as well as can be: as it is, or completed. Used by one thread. */
final class PlateLooker {
  private static final Logger LOG = LoggerFactory.getLogger(PlateLooker.class);

  /** So many other cuts of a plate that is not decided are read in each picture. */
  private static final int CUTS = 3;

  /** And so many of them on a spare core, while this one reads the plate itself and the rest. */
  private static final int CUTS_BESIDE = 2;

  private final PlateReader reader;
  private final OtherCuts cuts;
  private final OtherCuts cutsBeside;
  private final SpareCore spare;
  private int cut;

  PlateLooker(PlateVision vision, FormatSet formats, SpareCore spare) {
    this.reader = new PlateReader(vision, formats);
    this.cuts = new OtherCuts(reader);
    this.cutsBeside = new OtherCuts(new PlateReader(vision, formats));
    this.spare = spare;
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

  /**
   * Reads the plate of a track where it was just seen.
   *
   * @param unhurried whether there is time for other cuts where it is in doubt
   */
  Look look(Mat bgr, PlateTrack track, long micros, boolean unhurried) {
    Quad quad = track.completion().map(c -> c.apply(track.quad())).orElse(track.quad());
    boolean closely = unhurried && track.isInDoubt();
    Look look = look(bgr, quad, closely);
    if (!look.isPlate() && track.completion().isPresent()) {
      look = look(bgr, track.quad(), closely);
    }
    if (!look.isPlate()) {
      look = complete(bgr, track, look);
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

  private Look look(Mat bgr, Quad quad, boolean closely) {
    return closely ? lookClosely(bgr, quad) : look(bgr, quad);
  }

  /** As it is and, if that is a plate, in other cuts, too. */
  private Look lookClosely(Mat bgr, Quad quad) {
    int first = cut;
    CompletableFuture<List<PlateReading>> beside =
        spare.begin(() -> cutsBeside.some(bgr, quad, first, CUTS_BESIDE));
    try {
      Look look = look(bgr, quad);
      if (!look.isPlate()) {
        return look;
      }
      cut += CUTS;
      List<PlateReading> readings = new ArrayList<>(List.of(look.reading));
      if (beside == null) {
        readings.addAll(cuts.some(bgr, quad, first, CUTS));
      } else {
        List<PlateReading> rest = cuts.some(bgr, quad, first + CUTS_BESIDE, CUTS - CUTS_BESIDE);
        readings.addAll(beside.join());
        readings.addAll(rest);
      }
      PlateReading joint = OtherCuts.together(readings);
      return joint.plate().isPresent() ? new Look(quad, joint, look.weight, look.trust) : look;
    } finally {
      awaitEnd(beside);
    }
  }

  /** However it ends: the picture is gone after this. */
  private static void awaitEnd(@Nullable CompletableFuture<?> beside) {
    if (beside != null) {
      beside.handle((readings, failure) -> true).join();
    }
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
