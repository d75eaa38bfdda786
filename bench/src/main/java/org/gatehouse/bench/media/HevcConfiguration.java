package org.gatehouse.bench.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code hvcC} boxes (ISO/IEC 14496-15 §8.3.3.1). Pure. */
final class HevcConfiguration {
  static final int LENGTH_SIZE_AT = 21;
  private static final int ARRAYS_AT = 22;

  private HevcConfiguration() {}

  /** All parameter sets, in their order, as NAL units. */
  static List<byte[]> parameterSets(byte[] box) {
    List<byte[]> sets = new ArrayList<>();
    int at = ARRAYS_AT;
    int arrays = at < box.length ? box[at++] & 0xff : 0;
    for (int array = 0; array < arrays && at + 3 <= box.length; array++) {
      int units = number(box, at + 1);
      at += 3;
      for (int unit = 0; unit < units && at + 2 <= box.length; unit++) {
        int end = Math.min(box.length, at + 2 + number(box, at));
        sets.add(Arrays.copyOfRange(box, at + 2, end));
        at = end;
      }
    }
    return sets;
  }

  private static int number(byte[] box, int at) {
    return (box[at] & 0xff) << 8 | (box[at + 1] & 0xff);
  }
}
