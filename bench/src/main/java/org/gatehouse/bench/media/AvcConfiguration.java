package org.gatehouse.bench.media;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads {@code avcC} boxes (ISO/IEC 14496-15 §5.3.3.1). Pure. */
final class AvcConfiguration {
  private static final int COUNTS_AT = 5;

  private AvcConfiguration() {}

  /** All sequence, then all picture parameter sets, as NAL units. */
  static List<byte[]> parameterSets(byte[] box) {
    List<byte[]> sets = new ArrayList<>();
    int at = COUNTS_AT;
    int sequences = box[at++] & 0x1f;
    at = take(box, at, sequences, sets);
    if (at < box.length) {
      int pictures = box[at++] & 0xff;
      take(box, at, pictures, sets);
    }
    return sets;
  }

  private static int take(byte[] box, int from, int count, List<byte[]> sets) {
    int at = from;
    for (int i = 0; i < count && at + 2 <= box.length; i++) {
      int length = (box[at] & 0xff) << 8 | (box[at + 1] & 0xff);
      int end = Math.min(box.length, at + 2 + length);
      sets.add(Arrays.copyOfRange(box, at + 2, end));
      at = end;
    }
    return at;
  }
}
