package org.gatehouse.analytics.worker.quality;

/** Whether a picture is neither too dark nor too bright. Pure. */
public final class Exposure {
  private static final int DARK = 12;
  private static final int BRIGHT = 243;

  private Exposure() {}

  /**
   * 0 to 1: the mean lies in the middle range and hardly any pixel is black or white.
   *
   * @param gray 8-bit gray values
   */
  public static double of(byte[] gray) {
    if (gray.length == 0) {
      return 0;
    }
    long sum = 0;
    int clipped = 0;
    for (byte value : gray) {
      int level = value & 0xff;
      sum += level;
      if (level <= DARK || level >= BRIGHT) {
        clipped++;
      }
    }
    double mean = sum / (double) gray.length;
    double middle = Math.clamp(Math.min(mean, 255 - mean) / 70, 0, 1);
    return middle * (1 - clipped / (double) gray.length);
  }
}
