package org.gatehouse.analytics.worker.redact;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** NAL units between start codes (ISO/IEC 14496-10 Annex B), as encoders give them. Pure. */
final class AnnexB {
  private AnnexB() {}

  /** The NAL units, without start codes. */
  static List<byte[]> split(byte[] stream) {
    List<byte[]> units = new ArrayList<>();
    int begin = -1;
    for (int i = 0; i + 2 < stream.length; i++) {
      if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
        add(units, stream, begin, i);
        begin = i + 3;
        i += 2;
      }
    }
    add(units, stream, begin, stream.length);
    return units;
  }

  /** What lies between two start codes; zeros before the second belong to it (B.1.2). */
  private static void add(List<byte[]> units, byte[] stream, int begin, int end) {
    int last = end;
    while (begin >= 0 && last > begin && stream[last - 1] == 0) {
      last--;
    }
    if (begin >= 0 && last > begin) {
      units.add(Arrays.copyOfRange(stream, begin, last));
    }
  }

  /** The NAL units, each after its length in 4 bytes (ISO/IEC 14496-15 5.3.4). */
  static byte[] withLengths(List<byte[]> units) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] unit : units) {
      out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(unit.length).array());
      out.writeBytes(unit);
    }
    return out.toByteArray();
  }
}
