package org.gatehouse.storage.filesystem;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The smallest boxes that tell how long a segment plays. */
final class TestSegments {
  private TestSegments() {}

  /** ftyp, and a moov that tells the timescale. */
  static byte[] head(int timescale) {
    byte[] mdhd = box("mdhd", ByteBuffer.allocate(24).putInt(12, timescale).array());
    return join(box("ftyp", new byte[8]), box("moov", box("trak", box("mdia", mdhd))));
  }

  /** A moof of two samples, and its mdat. */
  static byte[] fragment(long start, int duration) {
    byte[] tfhd = box("tfhd", ByteBuffer.allocate(8).putInt(0x020000).putInt(1).array());
    byte[] tfdt = box("tfdt", ByteBuffer.allocate(12).putInt(0x01000000).putLong(start).array());
    byte[] trun =
        box(
            "trun",
            ByteBuffer.allocate(28)
                .putInt(0x301)
                .putInt(2)
                .putInt(0)
                .putInt(duration - 1)
                .putInt(50)
                .putInt(1)
                .putInt(50)
                .array());
    byte[] traf = box("traf", join(tfhd, tfdt, trun));
    return join(box("moof", join(box("mfhd", new byte[8]), traf)), box("mdat", new byte[100]));
  }

  /** A sidx of fragments of those sizes and durations, 90000 ticks a second. */
  static byte[] index(int[] sizes, int... durations) {
    ByteBuffer body = ByteBuffer.allocate(32 + 12 * sizes.length);
    body.putInt(0x01000000).putInt(1).putInt(90_000).putLong(0).putLong(0);
    body.putShort((short) 0).putShort((short) sizes.length);
    for (int i = 0; i < sizes.length; i++) {
      body.putInt(sizes[i]).putInt(durations[i]).putInt(0x90000000);
    }
    return box("sidx", body.array());
  }

  /** A free box of that size in all. */
  static byte[] free(int size) {
    return box("free", new byte[size - 8]);
  }

  static byte[] box(String type, byte[] body) {
    return ByteBuffer.allocate(8 + body.length)
        .putInt(8 + body.length)
        .put(type.getBytes(StandardCharsets.US_ASCII))
        .put(body)
        .array();
  }

  static byte[] join(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    ByteBuffer all = ByteBuffer.allocate(size);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }
}
