package org.gatehouse.runtime.mp4;

import java.util.Arrays;

/** Emulation prevention of NAL units (ITU-T H.264 §7.4.1). */
final class Rbsp {
  private static final int EMULATION_PREVENTION = 3;

  private Rbsp() {}

  /** The NAL unit without its emulation prevention bytes. */
  static byte[] unescape(byte[] nal) {
    byte[] out = new byte[nal.length];
    int length = 0;
    int zeros = 0;
    for (byte b : nal) {
      if (zeros >= 2 && b == EMULATION_PREVENTION) {
        zeros = 0;
      } else {
        out[length++] = b;
        zeros = b == 0 ? zeros + 1 : 0;
      }
    }
    return Arrays.copyOf(out, length);
  }

  /** The NAL unit with an emulation prevention byte wherever 00 00 is followed by 00 to 03. */
  static byte[] escape(byte[] raw) {
    byte[] out = new byte[raw.length + raw.length / 2 + 1];
    int length = 0;
    int zeros = 0;
    for (byte b : raw) {
      if (zeros == 2 && (b & 0xff) <= EMULATION_PREVENTION) {
        out[length++] = EMULATION_PREVENTION;
        zeros = 0;
      }
      out[length++] = b;
      zeros = b == 0 ? zeros + 1 : 0;
    }
    return Arrays.copyOf(out, length);
  }
}
