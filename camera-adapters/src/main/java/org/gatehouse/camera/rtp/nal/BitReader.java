package org.gatehouse.camera.rtp.nal;

/**
 * Reads the bits of a NAL unit, leaving out emulation prevention bytes (H.264 §7.3.1). Past the end
 * it gives zeros and {@link #exhausted} turns true. Not thread-safe.
 */
public final class BitReader {
  private static final int MAX_PREFIX = 31;

  private final byte[] nal;
  private final boolean escaped;
  private int at;
  private int bit;
  private int zeros;
  private boolean exhausted;

  /** Starts at the byte {@code from}. */
  public BitReader(byte[] nal, int from) {
    this(nal, from, true);
  }

  private BitReader(byte[] bytes, int from, boolean escaped) {
    this.nal = bytes;
    this.at = from;
    this.escaped = escaped;
  }

  /** Over bytes that are no NAL unit, without emulation prevention. */
  public static BitReader plain(byte[] bytes) {
    return new BitReader(bytes, 0, false);
  }

  /** True once more was asked for than there is. */
  public boolean exhausted() {
    return exhausted;
  }

  /** The next bit. */
  public int bit() {
    if (escaped && bit == 0 && zeros >= 2 && at < nal.length && nal[at] == 3) {
      at++;
      zeros = 0;
    }
    if (at >= nal.length) {
      exhausted = true;
      return 0;
    }
    int value = (nal[at] >> (7 - bit)) & 1;
    bit++;
    if (bit == 8) {
      zeros = nal[at] == 0 ? zeros + 1 : 0;
      bit = 0;
      at++;
    }
    return value;
  }

  /** u(1). */
  public boolean flag() {
    return bit() == 1;
  }

  /** u(n), up to 32 bits. */
  public int bits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      value = (value << 1) | bit();
    }
    return value;
  }

  /** ue(v), H.264 §9.1. */
  public int unsigned() {
    int prefix = 0;
    while (bit() == 0 && !exhausted && prefix < MAX_PREFIX) {
      prefix++;
    }
    return (1 << prefix) - 1 + bits(prefix);
  }

  /** se(v), H.264 §9.1.1. */
  public int signed() {
    int code = unsigned();
    return (code & 1) == 0 ? -(code >>> 1) : (code >>> 1) + 1;
  }
}
