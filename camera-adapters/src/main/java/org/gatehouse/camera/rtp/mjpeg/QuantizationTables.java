package org.gatehouse.camera.rtp.mjpeg;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quantization tables in force, each 64 values in zigzag order: computed for Q 1 to 99 (RFC
 * 2435 §4.2), told by the stream for Q 128 to 255 (§3.1.8). Not thread-safe.
 */
final class QuantizationTables {
  private static final int TABLE = 64;
  private static final int FIRST_TOLD = 128;
  private static final int LAST_COMPUTED = 99;
  private static final int CHANGES_EACH_TIME = 255;

  /** T.81 table K.1, luminance, in zigzag order. */
  private static final int[] LUMA = {
    16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37,
    29, 40, 58, 51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87,
    95, 98, 103, 104, 103, 62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
  };

  /** T.81 table K.2, chrominance, in zigzag order. */
  private static final int[] CHROMA = {
    17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  private final Map<Integer, JpegTables> kept = new HashMap<>();

  /** Tables that come with a picture. */
  record JpegTables(byte[] luma, byte[] chroma, int precisions) {}

  static boolean inBand(int q) {
    return q >= FIRST_TOLD;
  }

  /** The tables for that Q; null if they were never told or Q is reserved. */
  @Nullable JpegTables of(int q) {
    JpegTables tables = kept.get(q);
    if (tables == null && q >= 1 && q <= LAST_COMPUTED) {
      tables = new JpegTables(computed(LUMA, q), computed(CHROMA, q), 0);
      kept.put(q, tables);
    }
    return tables;
  }

  private static byte[] computed(int[] base, int q) {
    int scale = q < 50 ? 5000 / q : 200 - q * 2;
    byte[] table = new byte[TABLE];
    for (int i = 0; i < TABLE; i++) {
      table[i] = (byte) Math.clamp((base[i] * (long) scale + 50) / 100, 1, 255);
    }
    return table;
  }

  /**
   * Takes the quantization table header at {@code at}.
   *
   * <pre>
   * +---------------+---------------+-------------------------------+
   * |      MBZ      |   Precision   |             Length            |
   * +---------------+---------------+-------------------------------+
   * |                    Quantization Table Data                    |
   * +---------------+-----------------------------------------------+
   * </pre>
   *
   * @return where the picture's data begins; -1 if the header cannot be read
   */
  int read(int q, ByteBuf data, int at, int end) {
    if (end - at < 4) {
      return -1;
    }
    int precisions = data.getUnsignedByte(at + 1);
    int length = data.getUnsignedShort(at + 2);
    int from = at + 4;
    if (length > end - from) {
      return -1;
    }
    if (length > 0) {
      keep(q, data, from, length, precisions);
    } else if (q == CHANGES_EACH_TIME) {
      kept.remove(q);
    }
    return from + length;
  }

  /** One table serves both where only one is told. */
  private void keep(int q, ByteBuf data, int from, int length, int precisions) {
    int first = (precisions & 1) == 0 ? TABLE : 2 * TABLE;
    int second = (precisions & 2) == 0 ? TABLE : 2 * TABLE;
    if (length < first) {
      kept.remove(q);
      return;
    }
    byte[] luma = bytes(data, from, first);
    boolean both = length >= first + second;
    byte[] chroma = both ? bytes(data, from + first, second) : luma;
    int used = both ? precisions & 3 : (precisions & 1) * 3;
    kept.put(q, new JpegTables(luma, chroma, used));
  }

  private static byte[] bytes(ByteBuf data, int from, int length) {
    byte[] table = new byte[length];
    data.getBytes(from, table);
    return table;
  }
}
