package org.gatehouse.contract.media;

import java.util.Locale;

/**
 * The codec string of an H.265 stream, ISO/IEC 14496-15 annex E.3, from the profile_tier_level of
 * its sequence parameter set (H.265 §7.3.3):
 *
 * <pre>
 *  NAL header  16 bits
 *  vps id 4, max_sub_layers_minus1 3, nesting 1
 *  profile_space 2, tier 1, profile 5
 *  compatibility flags 32
 *  constraint flags 48
 *  level 8
 * </pre>
 */
final class HevcCodecString {
  private static final int HEADER = 3;
  private static final int CONSTRAINTS = 6;
  private static final int LENGTH = 12;

  private HevcCodecString() {}

  static String of(byte[] sps) {
    byte[] ptl = profileTierLevel(sps);
    int space = (ptl[0] >> 6) & 3;
    StringBuilder text = new StringBuilder("hvc1.");
    if (space > 0) {
      text.append((char) ('A' + space - 1));
    }
    int compatibility = 0;
    for (int i = 1; i <= 4; i++) {
      compatibility = (compatibility << 8) | (ptl[i] & 0xff);
    }
    text.append(ptl[0] & 0x1f)
        .append('.')
        .append(Integer.toHexString(Integer.reverse(compatibility)).toUpperCase(Locale.ROOT))
        .append((ptl[0] & 0x20) == 0 ? ".L" : ".H")
        .append(ptl[LENGTH - 1] & 0xff);
    int last = CONSTRAINTS;
    while (last > 0 && ptl[4 + last] == 0) {
      last--;
    }
    for (int i = 1; i <= last; i++) {
      text.append('.').append(Integer.toHexString(ptl[4 + i] & 0xff).toUpperCase(Locale.ROOT));
    }
    return text.toString();
  }

  /** The twelve bytes after the header, without emulation prevention; zeros past the end. */
  private static byte[] profileTierLevel(byte[] sps) {
    byte[] out = new byte[LENGTH];
    int zeros = 0;
    int at = 0;
    for (int i = 0, seen = 0; i < sps.length && at < LENGTH; i++) {
      boolean prevention = zeros >= 2 && sps[i] == 3;
      zeros = sps[i] == 0 ? zeros + 1 : 0;
      if (!prevention) {
        if (seen >= HEADER) {
          out[at++] = sps[i];
        }
        seen++;
      }
    }
    return out;
  }
}
