package org.gatehouse.camera.rtp.audio;

/**
 * How many bits the fields of an AU header have, RFC 3640 §4.1.
 *
 * @param size of AU-size, 1 to 16
 * @param index of AU-Index in the first header, 0 to 16
 * @param delta of AU-Index-delta in the others, 0 to 16
 */
public record AuHeaderSizes(int size, int index, int delta) {
  /** Of mode AAC-hbr, RFC 3640 §3.3.6, which is also taken where nothing is said. */
  public static final AuHeaderSizes HIGH_BIT_RATE = new AuHeaderSizes(13, 3, 3);

  private static final int MAX_BITS = 16;

  /** Takes those of AAC-hbr in the place of what cannot be. */
  public AuHeaderSizes {
    boolean believable =
        size > 0
            && size <= MAX_BITS
            && index >= 0
            && index <= MAX_BITS
            && delta >= 0
            && delta <= MAX_BITS;
    if (!believable) {
      size = 13;
      index = 3;
      delta = 3;
    }
  }

  int firstBits() {
    return size + index;
  }

  int nextBits() {
    return size + delta;
  }
}
