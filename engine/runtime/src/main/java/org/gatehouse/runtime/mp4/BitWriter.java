package org.gatehouse.runtime.mp4;

import java.util.Arrays;

/** Writes bits from the left, and Exp-Golomb codes (ITU-T H.264 §9.1). Owner: one caller. */
final class BitWriter {
  private byte[] bytes = new byte[64];
  private int position;

  BitWriter bit(int bit) {
    if (position == bytes.length * 8) {
      bytes = Arrays.copyOf(bytes, bytes.length * 2);
    }
    bytes[position >>> 3] |= (byte) (bit << (7 - (position & 7)));
    position++;
    return this;
  }

  BitWriter bits(int count, int value) {
    for (int i = count - 1; i >= 0; i--) {
      bit(value >>> i & 1);
    }
    return this;
  }

  /** ue(v). */
  BitWriter unsigned(int value) {
    int code = value + 1;
    int length = 32 - Integer.numberOfLeadingZeros(code);
    return bits(length - 1, 0).bits(length, code);
  }

  /** The first {@code count} bits of {@code source}. */
  BitWriter copy(byte[] source, int count) {
    BitReader reader = new BitReader(source);
    for (int i = 0; i < count; i++) {
      bit(reader.bit());
    }
    return this;
  }

  /** What was written, ended by rbsp_trailing_bits (§7.3.2.11). */
  byte[] endRbsp() {
    bit(1);
    return Arrays.copyOf(bytes, (position + 7) / 8);
  }
}
