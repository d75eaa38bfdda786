package org.gatehouse.camera.rtp.nal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The byte stream format of annex B of H.264 and H.265: NAL units behind start codes {@code 00 00
 * 01}.
 */
public final class AnnexB {
  private static final int START_CODE = 3;

  private AnnexB() {}

  /**
   * The NAL units in {@code length} bytes from {@code from}, without start codes and trailing
   * zeros; bytes before the first start code count as a unit. Empty ones are left out.
   */
  public static List<byte[]> split(byte[] data, int from, int length) {
    List<byte[]> units = new ArrayList<>();
    int end = from + length;
    int start = from;
    while (start < end) {
      int next = startCode(data, start, end);
      addTrimmed(units, data, start, next);
      start = next + START_CODE;
    }
    return units;
  }

  /** True if a start code stands anywhere in those bytes. */
  static boolean present(byte[] data, int from, int length) {
    return startCode(data, from, from + length) < from + length;
  }

  private static int startCode(byte[] data, int from, int end) {
    for (int i = from; i + START_CODE <= end; i++) {
      if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1) {
        return i;
      }
    }
    return end;
  }

  private static void addTrimmed(List<byte[]> units, byte[] data, int from, int to) {
    int end = to;
    while (end > from && data[end - 1] == 0) {
      end--;
    }
    if (end > from) {
      units.add(Arrays.copyOfRange(data, from, end));
    }
  }
}
