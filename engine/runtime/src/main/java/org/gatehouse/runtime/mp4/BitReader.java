package org.gatehouse.runtime.mp4;

/** Reads bits from the left, and Exp-Golomb codes (ITU-T H.264 §9.1). Owner: one caller. */
final class BitReader {
  private static final int LONGEST_PREFIX = 31;

  private final byte[] bytes;
  private int position;

  BitReader(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Bits read so far. */
  int position() {
    return position;
  }

  /**
   * One bit.
   *
   * @throws IllegalArgumentException at the end
   */
  int bit() {
    if (position >= bytes.length * 8) {
      throw new IllegalArgumentException("parameter set ends early");
    }
    int bit = bytes[position >>> 3] >>> (7 - (position & 7)) & 1;
    position++;
    return bit;
  }

  boolean flag() {
    return bit() == 1;
  }

  /** {@code count} bits, at most 32, as an unsigned number. */
  long bits(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value = value << 1 | bit();
    }
    return value;
  }

  void skip(int count) {
    for (int i = 0; i < count; i++) {
      bit();
    }
  }

  /** ue(v). */
  int unsigned() {
    int zeros = 0;
    while (!flag()) {
      if (++zeros > LONGEST_PREFIX) {
        throw new IllegalArgumentException("Exp-Golomb code too long");
      }
    }
    return (int) ((1L << zeros) - 1 + bits(zeros));
  }

  /** ue(v) of at most {@code most}. */
  int unsigned(int most) {
    int value = unsigned();
    if (value < 0 || value > most) {
      throw new IllegalArgumentException("value " + value + " is over " + most);
    }
    return value;
  }

  /** se(v). */
  int signed() {
    int code = unsigned();
    return (code & 1) == 1 ? (code >>> 1) + 1 : -(code >>> 1);
  }
}
