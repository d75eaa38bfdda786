package org.gatehouse.runtime.health;

import java.util.Arrays;

/**
 * What was measured of one picture against the camera's past. All parts are 0 to 1.
 *
 * @param mean brightness outside masks, 0 to 255
 * @param lit part of the picture that is not dark
 * @param white part of it that is white
 * @param usualMean brightness in the past
 * @param usualWhite part of it that was white in the past
 * @param known whether there is a past
 * @param landmarks cells to judge by; 0 while the past is not known
 * @param same part of the landmarks that look as they did
 * @param flat part of the landmarks that lost their structure
 * @param sharpness fine detail against the contrast, in parts of what it was; median of landmarks
 * @param structure cells with any structure, in parts of those that the past has
 */
record PictureFacts(
    double mean,
    double lit,
    double white,
    double usualMean,
    double usualWhite,
    boolean known,
    int landmarks,
    double same,
    double flat,
    double sharpness,
    double structure) {
  private static final double FLAT = 0.35;
  private static final double LEAST_CONTRAST = 2;

  /** Measures a picture. */
  static PictureFacts of(PictureSketch now, ScenePast past) {
    int[] landmarks = past.known() ? past.landmarks() : new int[0];
    double mean = 0;
    double lit = 0;
    double usual = 0;
    int seen = 0;
    for (int cell = 0; cell < Grid.CELLS; cell++) {
      if (!past.masked(cell)) {
        seen++;
        mean += now.mean(cell);
        lit += now.lit(cell);
        usual += past.mean(cell);
      }
    }
    int cells = Math.max(1, seen);
    return new PictureFacts(
        mean / cells,
        lit / cells,
        now.white(past.masked()),
        usual / cells,
        past.white(),
        past.known(),
        landmarks.length,
        same(now, past, landmarks),
        flat(now, past, landmarks),
        sharpness(now, past, landmarks),
        past.structured(now) / Math.max(1, past.structured()));
  }

  private static double same(PictureSketch now, ScenePast past, int[] landmarks) {
    int same = 0;
    for (int cell : landmarks) {
      same += Likeness.same(now::small, past::small, cell) ? 1 : 0;
    }
    return (double) same / Math.max(1, landmarks.length);
  }

  private static double flat(PictureSketch now, ScenePast past, int[] landmarks) {
    int flat = 0;
    for (int cell : landmarks) {
      double limit = Math.max(LEAST_CONTRAST, FLAT * past.contrast(cell));
      flat += Likeness.contrast(now::small, cell) < limit ? 1 : 0;
    }
    return (double) flat / Math.max(1, landmarks.length);
  }

  private static double sharpness(PictureSketch now, ScenePast past, int[] landmarks) {
    double floor = past.floor(now);
    double[] ratios = new double[landmarks.length];
    int count = 0;
    for (int cell : landmarks) {
      double usual = past.sharpness(cell);
      if (usual > 0) {
        ratios[count++] = ScenePast.sharpness(now, cell, floor) / usual;
      }
    }
    Arrays.sort(ratios, 0, count);
    return count == 0 ? 1 : ratios[count / 2];
  }
}
