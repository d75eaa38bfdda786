package org.gatehouse.analytics.worker.redact;

/** How large the pictures of the film are: as the source's, as far as the encoder can. Pure. */
record PictureSize(int width, int height) {
  /** OpenH264's bound: level 5.2 of H.264 (ISO/IEC 14496-10 table A-1), 36864 macroblocks. */
  private static final double MOST_PIXELS = 4096.0 * 2304;

  private static final int LONGEST = 4096;

  /** For a source of that size; colour is kept for two pixels at a time, so sides are even. */
  static PictureSize of(int width, int height) {
    double scale =
        Math.min(
            1,
            Math.min(
                Math.sqrt(MOST_PIXELS / ((double) width * height)),
                LONGEST / (double) Math.max(width, height)));
    return new PictureSize(even(width * scale), even(height * scale));
  }

  private static int even(double pixels) {
    return Math.max(2, 2 * (int) Math.floor(pixels / 2));
  }
}
