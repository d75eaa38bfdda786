package org.gatehouse.camera.rtp.audio;

import org.jspecify.annotations.Nullable;

/**
 * ADTS headers, ISO/IEC 14496-3 §1.A.2.2, which some cameras leave before each access unit although
 * RFC 3640 has no place for them.
 *
 * <pre>
 * syncword 12 | id 1 | layer 2 | protection absent 1 | profile 2 | rate index 4 | private 1 |
 * channels 3 | 4 flags | frame length 13 | fullness 11 | raw blocks 2 | checksum 16 if protected
 * </pre>
 */
final class Adts {
  private static final int HEADER = 7;
  private static final int CHECKSUM = 2;

  private Adts() {}

  /** The length of the frame with its header that starts at {@code at}; 0 if none does. */
  static int frameLength(byte[] data, int at, int end) {
    if (end - at <= HEADER || (data[at] & 0xff) != 0xff || (data[at + 1] & 0xf6) != 0xf0) {
      return 0;
    }
    int length =
        ((data[at + 3] & 3) << 11) | ((data[at + 4] & 0xff) << 3) | ((data[at + 5] & 0xff) >> 5);
    return length > headerLength(data, at) && length <= end - at ? length : 0;
  }

  static int headerLength(byte[] data, int at) {
    return (data[at + 1] & 1) == 1 ? HEADER : HEADER + CHECKSUM;
  }

  /** What the header says of the stream; null if that cannot be. */
  static @Nullable AacConfig config(byte[] data, int at) {
    int objectType = ((data[at + 2] & 0xff) >> 6) + 1;
    int rateIndex = (data[at + 2] & 0x3c) >> 2;
    int channels = ((data[at + 2] & 1) << 2) | ((data[at + 3] & 0xff) >> 6);
    return AacConfig.ofIndexes(objectType, rateIndex, channels);
  }
}
