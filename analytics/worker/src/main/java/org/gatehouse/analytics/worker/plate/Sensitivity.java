package org.gatehouse.analytics.worker.plate;

/**
 * What counts as a line of text.
 *
 * @param pixel a pixel belongs to text above this probability
 * @param box a box counts from this mean probability on
 * @param minAspect least width by height
 */
public record Sensitivity(float pixel, float box, double minAspect) {
  /** For reading plates: they are wider than high, two-line ones hardly. */
  public static final Sensitivity READING = new Sensitivity(0.3f, 0.4f, 1.2);

  /** For covering plates: rather a sign too many than a plate too few. */
  public static final Sensitivity COVERING = new Sensitivity(0.2f, 0.25f, 1.0);

  /**
   * For a picture whose plates are covered: below {@link #READING}, for coding changes the picture
   * once more, above {@link #COVERING}, for the rims of patches are faint lines.
   */
  public static final Sensitivity COVERED = new Sensitivity(0.25f, 0.33f, 1.0);
}
